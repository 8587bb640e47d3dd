import { Claims } from "../../../checks/claims";
import type { EnvironmentRule } from "../../../checks/rule";
import { type SipServerPair, serversOf } from "../../../model/pair";
import { devicesInUse, pairsBehind } from "../model";

/** All that a host sends gets the same virtual IP. */
export const bigIpHostShared: EnvironmentRule = {
  code: "big-ip-host-shared",
  level: "error",
  title: "A host behind a BIG-IP serves one pair",
  why: "The device replaces the source address of what a host sends with the pair's virtual IP. It distinguishes hosts, not servers: a second pair's packets would leave with the first pair's virtual IP. Each pair has one virtual IP of its own (documented).",
  *evaluate(topology) {
    for (const device of devicesInUse(topology)) {
      const claims = new Claims<SipServerPair>();
      for (const pair of pairsBehind(topology, device))
        for (const server of serversOf(pair)) {
          const earlier = claims.claim(server.host, pair);
          if (earlier === undefined || earlier === pair) continue;
          const role = server === pair.primary ? "primary" : "backup";
          yield {
            path: ["pairs", pair.name, role, "host"],
            message: `host ${server.host} already serves pair ${earlier.name} behind BIG-IP ${device.name}`,
            found: server.host,
            allowed: "a host that serves no other pair behind the device",
            fix: "give the pair hosts of its own, or another high availability option",
          };
        }
    }
  },
};
