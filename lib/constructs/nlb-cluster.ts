import type { Duration } from "../model/duration";
import type { Affinity, OperationMode, RuleProtocol } from "../options/windows-nlb/model";
import { HighAvailabilityChoice } from "./high-availability-choice";
import type { INetwork } from "./network";
import type { RoleEventsProps } from "./role-events";

/** The numbers that distinguish the nodes of a cluster: each from 1 to 32, and different. */
export interface HostPrioritiesProps {
  /** The priority of the primary's host, 1 to 32.
   * @default 1 */
  readonly primary?: number | undefined;
  /** The priority of the backup's host, 1 to 32.
   * @default 2 */
  readonly backup?: number | undefined;
}

/** A range of ports of the virtual IP that the scripts enable on one host and disable on the other. */
export interface PortRuleProps {
  /** The first port. */
  readonly startPort: number;
  /** The last port.
   * @default - the first port */
  readonly endPort?: number | undefined;
  /** The protocols that the rule applies to.
   * @default "both" */
  readonly protocol?: RuleProtocol | undefined;
}

/** Settings of a Windows NLB cluster. */
export interface NlbClusterProps {
  /** The address that callers use: IPv4, and not a host's own address. Both hosts have it. */
  readonly virtualIp: string;
  /** The network that the virtual IP belongs to. Both hosts have an interface on it, and the cluster is bound to that interface. */
  readonly network: INetwork | string;
  /** The kind of hardware address by which both hosts get the packets. Switches and routers must be configured for it, see the files in `network/`. */
  readonly operationMode: OperationMode;
  /** The full Internet name of the cluster, e.g. `sip.example.com`, which stands for the virtual IP. */
  readonly clusterName: string;
  /** The numbers that distinguish the nodes. The node with the lower number gets the traffic that no port rule covers.
   * @default - 1 for the primary's host, 2 for the backup's host */
  readonly hostPriorities?: HostPrioritiesProps | undefined;
  /** Which clients count as one client: each address by itself, or a whole class C network.
   * @default "single" */
  readonly affinity?: Affinity | undefined;
  /** Port rules in addition to those for sip.port and sip.tlsPort, which have one each.
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
  /** An alarm is cleared after this time, so that it can fire again.
   * @default "5s" */
  readonly cancelTimeout?: Duration | undefined;
}

/** A Windows NLB cluster of the two hosts. The Management Layer runs scripts that enable its ports on one of the hosts. */
export class NlbCluster extends HighAvailabilityChoice {
  /** The address that callers use. */
  readonly virtualIp: string;

  constructor(props: NlbClusterProps) {
    super("windowsNlb", props);
    this.virtualIp = props?.virtualIp;
  }
}
