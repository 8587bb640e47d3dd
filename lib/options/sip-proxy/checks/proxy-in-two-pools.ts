import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import type { Topology } from "../../../model/topology";
import { proxiedPairs, sipProxyPath } from "../model";

/** A proxy serves one pair. */
export const proxyInTwoPools: AppRule = {
  code: "proxy-in-two-pools",
  level: "error",
  title: "No SIP Proxy is in two pools, across all environments of the app",
  why: "The option serving-sipserver names the one SIP Server that gets what endpoints and gateways send through a proxy (documented), so the calls of one of the two pairs would end at the other pair.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly topology: Topology; readonly pair: string }>();
    for (const topology of topologies)
      for (const pair of proxiedPairs(topology))
        for (const [index, { application }] of pair.highAvailability.proxies.entries()) {
          const earlier = claims.claim(application, { topology, pair: pair.name });
          if (earlier === undefined) continue;
          const isSamePool = earlier.topology === topology && earlier.pair === pair.name;
          const where = earlier.topology === topology ? "" : ` of environment ${earlier.topology.environment}`;
          const other = isSamePool ? " twice" : `, and already in the pool of pair ${earlier.pair}${where}`;
          yield [
            topology,
            {
              path: sipProxyPath(pair, "proxies", index, "application"),
              message: `SIP Proxy ${application} is in the pool of pair ${pair.name}${other}`,
              found: application,
              allowed: "a proxy that is in no other pool, and in its own once",
              fix: "deploy a separate proxy for each pool; several may be on one host, with different ports",
            },
          ];
        }
  },
};
