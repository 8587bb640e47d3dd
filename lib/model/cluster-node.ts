import type { Address } from "./address";

/** A host's node of a Network Load Balancing cluster, with the ports of the virtual IP that are enabled on one node at a time. */
export interface ClusterNode {
  readonly virtualIp: Address;
  /** The number that distinguishes this node from the others of the cluster. */
  readonly hostPriority: number;
  /** The ports of each port rule: `5060`, or a range such as `6000-6100`. */
  readonly ports: readonly string[];
}
