import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import type { Topology } from "../../../model/topology";
import { nlbPairs } from "../model";

/** A cluster name leads to one cluster. */
export const nlbClusterName: AppRule = {
  code: "nlb-cluster-name",
  level: "error",
  title: "Each Windows NLB cluster has a name of its own, across all environments of the app",
  why: "The full Internet name stands for the cluster's primary IP (documented): if two clusters have it, half of the callers arrive at the other pair.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly topology: Topology; readonly pair: string }>();
    for (const topology of topologies)
      for (const { name, highAvailability } of nlbPairs(topology)) {
        const { option, clusterName } = highAvailability;
        const earlier = claims.claim(clusterName.toLowerCase(), { topology, pair: name });
        if (earlier === undefined) continue;
        const where = earlier.topology === topology ? "" : ` of environment ${earlier.topology.environment}`;
        yield [
          topology,
          {
            path: ["pairs", name, "highAvailability", option, "clusterName"],
            message: `the cluster of pair ${name} has the same name as that of pair ${earlier.pair}${where}`,
            found: clusterName,
            allowed: "a name that no other cluster has, in any environment",
            fix: "give one of them another name",
          },
        ];
      }
  },
};
