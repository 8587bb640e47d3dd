import type { Role } from "./local-control-agent-protocol";

/** What the stand-in of the Management Layer reports about itself, with the moment on the monotonic clock. */
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

/** The settings with which the stand-in is started, in addition to the objects. */
export interface ManagementLayerSettings {
  /** The command that starts each SIP Server, by application. The objects have no such command, because they do not cover the installation of SIP Server. */
  readonly sipServers: Readonly<Record<string, readonly string[]>>;
}
