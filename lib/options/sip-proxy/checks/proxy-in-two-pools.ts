import type { AppRule } from "../../../checks/rule";
import { proxiedPairs, sipProxyPath } from "../model";

/** A proxy serves one pair. */
export const proxyInTwoPools: AppRule = {
  code: "proxy-in-two-pools",
  level: "error",
  title: "No SIP Proxy is in two pools, in all environments of the app",
  why: "The option serving-sipserver names the one SIP Server that gets what endpoints and gateways send through a proxy (documented), so that the calls of one of the two pairs would end at the other.",
  *evaluateAll(topologies) {
    const first = new Map<string, string>();
    for (const topology of topologies)
      for (const pair of proxiedPairs(topology))
        for (const [index, { application }] of pair.highAvailability.proxies.entries()) {
          const earlier = first.get(application);
          const pool = `the pool of pair ${pair.name}`;
          first.set(application, earlier ?? `${pool} of environment ${topology.environment}`);
          if (earlier === undefined) continue;
          const where = earlier.replace(` of environment ${topology.environment}`, "");
          yield [
            topology,
            {
              path: sipProxyPath(pair, "proxies", index, "application"),
              message: `SIP Proxy ${application} is in ${pool}${where === pool ? " twice" : `, and in ${where} already`}`,
              found: application,
              allowed: "a proxy that is in no other pool, and in its own once",
              fix: "deploy a proxy of its own for each pool; several may be on one host, with other ports",
            },
          ];
        }
  },
};
