import type { Address } from "./address";

/** A host's node of a Network Load Balancing cluster, with the ports of the virtual IP that are enabled on one node at a time. */
export interface ClusterNode {
  readonly virtualIp: Address;
  /** What tells the nodes of the cluster apart. */
  readonly hostPriority: number;
  /** The ports of each port rule: `5060`, or a range, `6000-6100`. */
  readonly ports: readonly string[];
}
