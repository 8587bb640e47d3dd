import type { ClusterNode } from "../../model/cluster-node";
import type { Topology } from "../../model/topology";
import { type NlbPair, nlbSides, portRulesOf, rulePorts } from "./model";

/** The node of a host in the pair's cluster; undefined if the host is neither of the two. */
export function clusterNode(topology: Topology, pair: NlbPair, host: string): ClusterNode | undefined {
  const side = nlbSides(topology, pair).find((one) => one.host.name === host);
  if (side === undefined) return undefined;
  return {
    virtualIp: pair.highAvailability.virtualIp,
    hostPriority: side.hostPriority,
    ports: portRulesOf(pair).map(rulePorts),
  };
}
