import type { EnvironmentRule } from "../../../checks/rule";
import { nlbPairs } from "../model";

/** A name leads to one cluster. */
export const nlbClusterName: EnvironmentRule = {
  code: "nlb-cluster-name",
  level: "error",
  title: "Each Windows NLB cluster of an environment has a name of its own",
  why: "The full Internet name stands for the cluster's primary IP (documented): with two of them half of the callers arrive at the other pair.",
  *evaluate(topology) {
    const first = new Map<string, string>();
    for (const { name, highAvailability } of nlbPairs(topology)) {
      const { option, clusterName } = highAvailability;
      const earlier = first.get(clusterName.toLowerCase());
      if (earlier === undefined) first.set(clusterName.toLowerCase(), name);
      else
        yield {
          path: ["pairs", name, "highAvailability", option, "clusterName"],
          message: `the cluster of pair ${name} has the name of that of pair ${earlier}`,
          found: clusterName,
          allowed: "a name that no other cluster has",
          fix: "give one of them another name",
        };
    }
  },
};
