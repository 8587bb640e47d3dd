import type { EnvironmentRule } from "../../../checks/rule";
import type { KnownOfOptions } from "../../../checks/rules";
import { grouped } from "../../../model/grouped";
import { hostNamesOf } from "../../../model/pair";
import { virtualIpPath } from "../../../model/virtual-ip";
import { isNlbPair, nlbPairs } from "../model";

/** An adapter in a cluster serves only one pair. */
export const nlbOneCluster = ({ runsScripts, virtualIpOf }: KnownOfOptions): EnvironmentRule => ({
  code: "nlb-one-cluster",
  level: "error",
  title: "An interface is in only one Windows NLB cluster, and has no other pair's virtual IP",
  why: "The settings of a cluster are those of the adapter that it is bound to (documented), so a second cluster on it would replace the first. In unicast mode the hosts do not hear each other there (documented), so another virtual IP comes up on both without any sign of it. What happens to one in the other modes was found nowhere.",
  *evaluate(topology) {
    const clusters = nlbPairs(topology);
    if (clusters.length === 0) return;
    const onNetwork = grouped(clusters, ({ highAvailability }) => [highAvailability.network]);
    const earlier = new Set<string>();
    for (const pair of topology.pairs.values()) {
      const claim = runsScripts(pair) ? virtualIpOf(pair, topology) : undefined;
      if (claim === undefined) continue;
      const { network } = claim;
      const own = hostNamesOf(pair);
      const isCluster = isNlbPair(pair);
      const cluster = onNetwork
        .get(network)
        ?.find((one) => (!isCluster || earlier.has(one.name)) && hostNamesOf(one).some((host) => own.includes(host)));
      earlier.add(pair.name);
      if (cluster === undefined) continue;
      const host = own.find((name) => hostNamesOf(cluster).includes(name))!;
      const where = `the interface of host ${host} on network ${network}, which the cluster of pair ${cluster.name} is bound to`;
      yield {
        path: virtualIpPath(pair, { path: claim.networkPath ?? claim.path }),
        message: isCluster
          ? `the cluster of pair ${pair.name} would be bound to ${where} already`
          : `the virtual IP of pair ${pair.name} would be on ${where}`,
        found: network,
        allowed: `a network where the hosts have an interface that is in no ${isCluster ? "other " : ""}cluster`,
        fix: "give the pairs networks, or hosts, of their own",
      };
    }
  },
});
