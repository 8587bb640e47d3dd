import type { EnvironmentRule } from "../../../checks/rule";
import { proxiedPairs, sipProxyPath } from "../model";

/** The pool survives the loss of a proxy. */
export const singleProxy: EnvironmentRule = {
  code: "single-proxy",
  level: "warning",
  title: "A pool has at least two SIP Proxies",
  why: "Every call goes through a proxy. Endpoints fall back to another proxy by themselves (documented), if there is another one.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const { proxies } = pair.highAvailability;
      if (proxies.length === 1)
        yield {
          path: sipProxyPath(pair, "proxies"),
          message: `the pool of pair ${pair.name} has one proxy, whose loss cuts the pair off`,
          found: proxies[0]!.application,
          allowed: "two proxies or more, on different hosts",
          fix: "add a second proxy on another host",
        };
    }
  },
};
