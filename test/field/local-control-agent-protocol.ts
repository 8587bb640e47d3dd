/** The role of a SIP Server. */
export type Role = "primary" | "backup";

/** A SIP Server as its agent sees it. */
export interface ServerState {
  readonly running: boolean;
  readonly role: Role;
  /** Whether the server says that it can serve. */
  readonly available: boolean;
}

/** The orders of Solution Control Server to a Local Control Agent. */
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

/** The reports of a Local Control Agent to Solution Control Server. */
export type Report =
  | { readonly report: "alive" }
  | { readonly report: "servers"; readonly servers: Readonly<Record<string, ServerState>> }
  | { readonly report: "server"; readonly application: string; readonly state: ServerState; readonly died: boolean }
  | {
      readonly report: "ran";
      readonly application: string;
      /** Undefined if the program could not be started. */
      readonly code: number | undefined;
      readonly started: number;
      readonly ended: number;
      readonly output: string;
    };
