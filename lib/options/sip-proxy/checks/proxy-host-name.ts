import type { EnvironmentRule } from "../../../checks/rule";
import { isDnsLabel } from "../../../model/domain-name";
import { proxiedPairs, sipProxyPath } from "../model";

/** SRV records can lead to the proxies. */
export const proxyHostName: EnvironmentRule = {
  code: "proxy-host-name",
  level: "error",
  title: "The hosts of SIP Proxies have names that DNS accepts",
  why: "The target of an SRV record is the name of the proxy's Host object (documented for SIP Cluster); a name server refuses a host's name with an underscore.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology))
      for (const [index, { host, application }] of pair.highAvailability.proxies.entries())
        if (!isDnsLabel(host))
          yield {
            path: sipProxyPath(pair, "proxies", index, "host"),
            message: `the SRV record of SIP Proxy ${application} leads to its host, whose name DNS does not accept`,
            found: host,
            allowed: "letters, digits and -",
            fix: "rename the host here and in its Host object, e.g. with - instead of _",
          };
  },
};
