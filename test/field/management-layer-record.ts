import type { Role } from "./local-control-agent-protocol";

/** What the Management Layer stand-in says about itself; each with its moment on the monotonic clock. */
export type ManagementLayerRecord = { readonly at: number } & (
  | { readonly kind: "event"; readonly id: number; readonly application: string }
  | { readonly kind: "alarm"; readonly condition: string; readonly is: "raised" | "cleared" }
  | { readonly kind: "launch"; readonly application: string; readonly host: string }
  | {
      readonly kind: "exit";
      readonly application: string;
      readonly host: string;
      readonly code: number | undefined;
      readonly started: number;
      readonly ended: number;
      readonly output: string;
    }
  | { readonly kind: "host"; readonly host: string; readonly is: "connected" | "lost" }
  | { readonly kind: "died"; readonly application: string }
  | { readonly kind: "service"; readonly application: string; readonly is: "available" | "unavailable" }
  | { readonly kind: "role"; readonly application: string; readonly role: Role | undefined }
  | { readonly kind: "fault"; readonly text: string }
);

/** What the stand-in is started with, beside the objects. */
export interface ManagementLayerSettings {
  /** By SIP Server application: the command that starts it. The objects have none, as the installation of SIP Server is not theirs. */
  readonly sipServers: Readonly<Record<string, readonly string[]>>;
}
