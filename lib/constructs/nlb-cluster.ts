import type { Duration } from "../model/duration";
import type { Affinity, OperationMode, RuleProtocol } from "../options/windows-nlb/model";
import { HighAvailabilityChoice } from "./high-availability-choice";
import type { INetwork } from "./network";
import type { RoleEventsProps } from "./role-events";

/** What tells the nodes of a cluster apart; each from 1 to 32, and different. */
export interface HostPrioritiesProps {
  /** Of the primary's host, 1 to 32.
   * @default 1 */
  readonly primary?: number | undefined;
  /** Of the backup's host, 1 to 32.
   * @default 2 */
  readonly backup?: number | undefined;
}

/** A range of ports of the virtual IP that the scripts enable on one host and disable on the other. */
export interface PortRuleProps {
  /** The first port. */
  readonly startPort: number;
  /** The last port.
   * @default - the first one */
  readonly endPort?: number | undefined;
  /** The protocols that it holds for.
   * @default "both" */
  readonly protocol?: RuleProtocol | undefined;
}

/** Settings of a Windows NLB cluster. */
export interface NlbClusterProps {
  /** The address that callers use; IPv4, no host's own. It is on both hosts. */
  readonly virtualIp: string;
  /** The network that it belongs to; both hosts have an interface on it, which the cluster is bound to. */
  readonly network: INetwork | string;
  /** By which kind of hardware address both hosts get the packets. Switches and routers are configured for it, see the files in `network/`. */
  readonly operationMode: OperationMode;
  /** The full Internet name of the cluster, e.g. `sip.example.com`, which stands for the virtual IP. */
  readonly clusterName: string;
  /** What tells the nodes apart. The lower one gets what no port rule covers.
   * @default - 1 for the primary's host, 2 for the backup's */
  readonly hostPriorities?: HostPrioritiesProps | undefined;
  /** Which clients count as one: each for itself, or all of a class C network.
   * @default "single" */
  readonly affinity?: Affinity | undefined;
  /** Port rules beyond those of sip.port and sip.tlsPort, which have one each.
   * @default - none */
  readonly portRules?: readonly PortRuleProps[] | undefined;
  /** How long a run of the control script waits until the cluster has converged.
   * @default "10s" */
  readonly convergenceTimeout?: Duration | undefined;
  /** How long a run of the control script waits for another run on the same host.
   * @default "30s" */
  readonly lockTimeout?: Duration | undefined;
  /** The log events that start the reactions.
   * @default - 5150 for "became primary" and 5151 for "became backup", which Solution Control Server logs */
  readonly events?: RoleEventsProps | undefined;
  /** After this time an alarm is cleared, so that it can fire again.
   * @default "5s" */
  readonly cancelTimeout?: Duration | undefined;
}

/** A Windows NLB cluster of the two hosts, whose ports the Management Layer enables on one of them by running scripts there. */
export class NlbCluster extends HighAvailabilityChoice {
  /** The address that callers use. */
  readonly virtualIp: string;

  constructor(props: NlbClusterProps) {
    super("windowsNlb", props);
    this.virtualIp = props?.virtualIp;
  }
}
