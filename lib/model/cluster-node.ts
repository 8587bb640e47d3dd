import type { Address } from "./address";

/** A host's node of a Network Load Balancing cluster, with the ports of the virtual IP that are enabled on one node at a time. */
export interface ClusterNode {
  readonly virtualIp: Address;
  /** What tells the nodes of the cluster apart. */
  readonly hostPriority: number;
  /** The first port of each port rule. */
  readonly ports: readonly number[];
}
