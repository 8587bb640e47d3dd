import { Construct } from "constructs";
import type { Duration } from "../model/duration";
import { Environment } from "./environment";
import type { IHost } from "./host";

/** A Genesys application that exists already. */
export interface ExistingApplicationProps {
  /** The Application object's name. */
  readonly application: string;
  /** The host that it runs on. */
  readonly host: IHost | string;
}

/** The timers that decide how soon a failure is noticed. */
export interface FailureDetectionProps {
  /** How long Solution Control Server waits for an LCA before it polls; after a second such wait, the host counts as lost.
   * @default "9s" */
  readonly addpTimeout?: Duration | undefined;
  /** The same for the opposite direction, from LCA; `0s` turns it off.
   * @default "0s" */
  readonly addpRemoteTimeout?: Duration | undefined;
  /** How much longer Solution Control Server waits after the loss of a host.
   * @default "0s" */
  readonly disconnectSwitchoverTimeout?: Duration | undefined;
  /** Two role changes of an application within this time count as flapping.
   * @default "10s" */
  readonly haFlipDetectTimeout?: Duration | undefined;
}

/** The servers of the Management Layer, which exist already, and how soon they notice a failure. */
export interface ManagementLayerProps {
  /** Decides on roles, and has LCA run the control scripts. */
  readonly solutionControlServer: ExistingApplicationProps;
  /** The backup of a redundant pair of Solution Control Servers, on another host; it decides when it does not see the first one.
   * @default - there is one Solution Control Server */
  readonly backupSolutionControlServer?: ExistingApplicationProps | undefined;
  /** Turns log events into alarms. */
  readonly messageServer: ExistingApplicationProps;
  /** How soon a failure is noticed.
   * @default - the Management Layer's own defaults */
  readonly failureDetection?: FailureDetectionProps | undefined;
}

/** The Genesys Management Layer of an environment, which exists already and is only referred to. */
export class ManagementLayer extends Construct {
  /** @throws InvalidEnvironment if the scope is in no Environment, or the app is already being written */
  constructor(scope: Construct, id: string, props: ManagementLayerProps) {
    super(scope, id);
    Environment.of(this).declareOnce("managementLayer", props, this);
  }
}
