import type { EnvironmentRule } from "../../../checks/rule";
import { serversOf } from "../../../model/pair";
import { nlbPairs } from "../model";

/** An adapter is in one cluster. */
export const nlbOneCluster: EnvironmentRule = {
  code: "nlb-one-cluster",
  level: "error",
  title: "An interface is in one Windows NLB cluster",
  why: "The settings of a cluster are those of the adapter that it is bound to (documented), so that a second cluster on it would take the place of the first.",
  *evaluate(topology) {
    const first = new Map<string, string>();
    for (const pair of nlbPairs(topology)) {
      const { network, option } = pair.highAvailability;
      for (const { host } of serversOf(pair)) {
        const key = `${host} ${network}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, pair.name);
        else if (earlier !== pair.name) {
          yield {
            path: ["pairs", pair.name, "highAvailability", option, "network"],
            message: `the cluster of pair ${pair.name} would be bound to the interface of host ${host} on network ${network}, which the cluster of pair ${earlier} is bound to already`,
            found: network,
            allowed: "a network where the hosts have an interface that is in no other cluster",
            fix: "give the pairs networks, or hosts, of their own",
          };
          break;
        }
      }
    }
  },
};
