import type { ClusterNode } from "../../model/cluster-node";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type NlbPair, nlbSide, portRulesOf, rulePorts } from "./model";

/** The node of the pair's cluster that a host is; undefined where it is none of the two. */
export function clusterNode(topology: Topology, pair: NlbPair, host: string): ClusterNode | undefined {
  const server = serversOf(pair).find((one) => one.host === host);
  if (server === undefined) return undefined;
  return {
    virtualIp: pair.highAvailability.virtualIp,
    hostPriority: nlbSide(topology, pair, server).hostPriority,
    ports: portRulesOf(pair).map(rulePorts),
  };
}
