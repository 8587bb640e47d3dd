import { duration, objectName, reference } from "./declared";
import { type Duration, milliseconds } from "./duration";
import { v } from "./schema";

/** A Genesys application that exists already and is referred to by name. */
export interface ExistingApplication {
  /** The Application object's name. */
  readonly application: string;
  /** The name of the host that it runs on. */
  readonly host: string;
}

/** The timers that decide how soon a failure is noticed. */
export interface FailureDetection {
  /** How long Solution Control Server waits for an LCA before it polls; after a second such wait, the host counts as lost. */
  readonly addpTimeout: Duration;
  /** The same for the opposite direction, from LCA; 0s turns it off. */
  readonly addpRemoteTimeout: Duration;
  /** How much longer Solution Control Server waits after the loss of a host. */
  readonly disconnectSwitchoverTimeout: Duration;
  /** Two role changes of an application within this time count as flapping. */
  readonly haFlipDetectTimeout: Duration;
}

/** The part of the Genesys Management Layer that decides on roles and runs the reactions. */
export interface ManagementLayer {
  /** Decides on roles, and has LCA run the control scripts. */
  readonly solutionControlServer: ExistingApplication;
  /** The second one of a redundant pair; it decides when it does not see the first. Undefined if there is only one. */
  readonly backupSolutionControlServer?: ExistingApplication | undefined;
  /** Turns log events into alarms. */
  readonly messageServer: ExistingApplication;
  /** How soon a failure is noticed. */
  readonly failureDetection: FailureDetection;
}

const existing = v.strictObject({ application: objectName("an application"), host: reference("a host") });

export const managementLayerDeclaration = v.strictObject({
  solutionControlServer: existing,
  backupSolutionControlServer: v.optional(existing),
  messageServer: existing,
  failureDetection: v.optional(
    v.strictObject({
      addpTimeout: v.optional(duration, "9s"),
      addpRemoteTimeout: v.optional(duration, "0s"),
      disconnectSwitchoverTimeout: v.optional(duration, "0s"),
      haFlipDetectTimeout: v.optional(duration, "10s"),
    }),
    {},
  ),
});

/** An application of the Management Layer, and which one it is. */
export interface ManagementApplication extends ExistingApplication {
  /** The key below `managementLayer` in the declaration. */
  readonly key: "solutionControlServer" | "backupSolutionControlServer" | "messageServer";
  /** What it is, in words for people. */
  readonly what: string;
}

/** The Solution Control Servers: the one that decides, and its backup if there is one. */
export function solutionControlServersOf(layer: ManagementLayer): ManagementApplication[] {
  const { solutionControlServer, backupSolutionControlServer: backup } = layer;
  return [
    { ...solutionControlServer, key: "solutionControlServer", what: "Solution Control Server" },
    ...(backup === undefined
      ? []
      : [{ ...backup, key: "backupSolutionControlServer" as const, what: "backup Solution Control Server" }]),
  ];
}

/** Every application of the Management Layer. */
export function managementApplicationsOf(layer: ManagementLayer): ManagementApplication[] {
  return [...solutionControlServersOf(layer), { ...layer.messageServer, key: "messageServer", what: "Message Server" }];
}

/**
 * The longest time until the loss of a whole host starts a switchover, in milliseconds: silence for one ADDP timeout, a poll that stays unanswered for
 * a second one, then the disconnect timer. Undefined if ADDP is off, because then only TCP notices the loss.
 */
export function hostLossDetection(detection: FailureDetection): number | undefined {
  const addp = milliseconds(detection.addpTimeout);
  return addp === 0 ? undefined : 2 * addp + milliseconds(detection.disconnectSwitchoverTimeout);
}
