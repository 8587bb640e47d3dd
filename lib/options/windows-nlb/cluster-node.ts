import type { ClusterNode } from "../../model/cluster-node";
import type { Topology } from "../../model/topology";
import { type NlbPair, nlbSides, portRulesOf, rulePorts } from "./model";

/** The node of the pair's cluster that a host is; undefined where it is none of the two. */
export function clusterNode(topology: Topology, pair: NlbPair, host: string): ClusterNode | undefined {
  const side = nlbSides(topology, pair).find((one) => one.host.name === host);
  if (side === undefined) return undefined;
  return {
    virtualIp: pair.highAvailability.virtualIp,
    hostPriority: side.hostPriority,
    ports: portRulesOf(pair).map(rulePorts),
  };
}
