import type { EnvironmentRule } from "../../../checks/rule";
import { serversOf } from "../../../model/pair";
import { proxiedPairs, sipProxyPath } from "../model";

/** The loss of a host takes a proxy or a server, not both. */
export const proxyOnPairHost: EnvironmentRule = {
  code: "proxy-on-pair-host",
  level: "warning",
  title: "No SIP Proxy is on a host of the pair that it serves",
  why: "The loss of that host takes a server and a proxy at once: endpoints that used this proxy wait until they give up on it, before the other proxy can lead them to the new primary (deduced).",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology))
      for (const [index, { application, host }] of pair.highAvailability.proxies.entries()) {
        const server = serversOf(pair).find((one) => one.host === host);
        if (server !== undefined)
          yield {
            path: sipProxyPath(pair, "proxies", index, "host"),
            message: `SIP Proxy ${application} is on host ${host}, where ${server.application} of the pair also runs`,
            found: host,
            allowed: "a host that runs no server of the pair",
            fix: "give the proxy a host of its own",
          };
      }
  },
};
