import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import type { Topology } from "../../../model/topology";
import { outboundProxyDn as dnOf, proxiedPairs, sipProxyPath } from "../model";

/** Every pool has a DN of its own. */
export const outboundProxyDn: AppRule = {
  code: "outbound-proxy-dn",
  level: "error",
  title: "No two pools of a Switch have the same outbound proxy DN, across all environments of the app",
  why: "The option contact of the DN is the name of one pool (documented for SIP Cluster): the second import would send the first pair's calls through the second pair's proxies. Names that differ only in case would be one file on some disks.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly topology: Topology; readonly pair: string }>();
    for (const topology of topologies)
      for (const pair of proxiedPairs(topology)) {
        const dn = dnOf(pair);
        const key = `${topology.genesys.tenant} ${topology.genesys.switch} ${dn}`.toLowerCase();
        const earlier = claims.claim(key, { topology, pair: pair.name });
        if (earlier === undefined) continue;
        const where = earlier.topology === topology ? "" : ` of environment ${earlier.topology.environment}`;
        yield [
          topology,
          {
            path: sipProxyPath(pair, "outboundProxyDn"),
            message: `the outbound proxy DN of pair ${pair.name} is ${dn}, the same as that of pair ${earlier.pair}${where}`,
            found: dn,
            allowed: "a number that no other pool of the Switch has, in upper or lower case",
            fix: "set another outboundProxyDn",
          },
        ];
      }
  },
};
