import type { EnvironmentRule } from "../../../checks/rule";
import { serversOf } from "../../../model/pair";
import { proxiedPairs, sipProxyPath } from "../model";

/** The loss of a host takes a Resource Manager or a SIP Server, not both. */
export const resourceManagerOnServerHost: EnvironmentRule = {
  code: "resource-manager-on-server-host",
  level: "warning",
  title: "No Resource Manager is on the host of a SIP Server",
  why: "Separate hosts are advised for active-active Resource Managers, and required for the other kind (documented).",
  *evaluate(topology) {
    const servers = new Map([...topology.pairs.values()].flatMap(serversOf).map((one) => [one.host, one.application]));
    for (const pair of proxiedPairs(topology))
      for (const [index, { members }] of pair.highAvailability.resourceManagers.entries())
        for (const [member, { application, host }] of members.entries())
          if (servers.has(host))
            yield {
              path: sipProxyPath(pair, "resourceManagers", index, "members", member, "host"),
              message: `Resource Manager ${application} is on host ${host}, where ${servers.get(host)} also runs`,
              found: host,
              allowed: "a host without a SIP Server",
              fix: "name another host",
            };
  },
};
