/** The role of a SIP Server. */
export type Role = "primary" | "backup";

/** A SIP Server as its agent sees it. */
export interface ServerState {
  readonly running: boolean;
  readonly role: Role;
  /** Whether it says that it can serve. */
  readonly available: boolean;
}

/** What Solution Control Server asks of a Local Control Agent. */
export type Order =
  | { readonly order: "poll" }
  | {
      readonly order: "start";
      readonly application: string;
      readonly command: readonly string[];
      readonly autoRestart: boolean;
    }
  | { readonly order: "role"; readonly application: string; readonly role: Role }
  | {
      readonly order: "run";
      readonly application: string;
      readonly command: string;
      readonly words: readonly string[];
      readonly folder: string;
    };

/** What a Local Control Agent tells Solution Control Server. */
export type Report =
  | { readonly report: "alive" }
  | { readonly report: "servers"; readonly servers: Readonly<Record<string, ServerState>> }
  | { readonly report: "server"; readonly application: string; readonly state: ServerState; readonly died: boolean }
  | {
      readonly report: "ran";
      readonly application: string;
      /** Undefined where it could not be started. */
      readonly code: number | undefined;
      readonly started: number;
      readonly ended: number;
      readonly output: string;
    };
