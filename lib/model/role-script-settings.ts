import { duration, wholeNumber } from "./declared";
import type { Duration } from "./duration";
import { v } from "./schema";

/** The log events of a server's role changes. */
export interface RoleEvents {
  readonly becamePrimary: number;
  readonly becameBackup: number;
}

/** The declared settings of control scripts that the Management Layer starts when a role changes. */
export interface RoleScriptSettings {
  /** How long a run waits for another run on the same host. */
  readonly lockTimeout: Duration;
  /** Log events that start the reactions. */
  readonly events: RoleEvents;
  /** An alarm is cleared after this time, so that it can fire again. */
  readonly cancelTimeout: Duration;
}

const eventId = wholeNumber(1, 99_999);

/** Their declaration, among the option's own keys. */
export const roleScriptSettings = {
  lockTimeout: v.optional(duration, "30s"),
  events: v.optional(
    v.strictObject({ becamePrimary: v.optional(eventId, 5150), becameBackup: v.optional(eventId, 5151) }),
    {},
  ),
  cancelTimeout: v.optional(duration, "5s"),
};
