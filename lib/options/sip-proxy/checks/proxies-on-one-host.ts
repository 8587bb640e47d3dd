import { Claims } from "../../../checks/claims";
import type { EnvironmentRule } from "../../../checks/rule";
import { proxiedPairs, sipProxyPath } from "../model";

/** The loss of a host takes one proxy of a pool. */
export const proxiesOnOneHost: EnvironmentRule = {
  code: "proxies-on-one-host",
  level: "error",
  title: "The proxies of a pool are on different hosts",
  why: "An SRV record leads to the name of a host, and all proxies of a pool have the same port (documented for SIP Cluster), so two proxies of a pool cannot be told apart on one host. The loss of the host would also take both.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const claims = new Claims<string>();
      for (const [index, { application, host }] of pair.highAvailability.proxies.entries()) {
        const earlier = claims.claim(host, application);
        if (earlier !== undefined)
          yield {
            path: sipProxyPath(pair, "proxies", index, "host"),
            message: `SIP Proxy ${application} is on host ${host}, where ${earlier} of the same pool already is`,
            found: host,
            allowed: "a host for each proxy of a pool",
            fix: "put it on another host, or leave it out",
          };
      }
    }
  },
};
