import type { EnvironmentRule } from "../../../checks/rule";
import { hostNamesOf } from "../../../model/pair";
import { bigIpPairs, deviceOf } from "../model";

/** No host has a way to callers past the device. */
export const bigIpBypass: EnvironmentRule = {
  code: "big-ip-bypass",
  level: "warning",
  title: "No host of a pair behind a BIG-IP has an interface on the device's outside network",
  why: "The device is the router between the pair and everybody else (documented). What such a host sends to callers on that network goes there directly and not by its default route, so it has the host's own address, which the caller never called.",
  *evaluate(topology) {
    const reported = new Set<string>();
    for (const pair of bigIpPairs(topology)) {
      const { name, network } = deviceOf(topology, pair);
      for (const hostName of hostNamesOf(pair))
        for (const { name: own, network: on, address } of topology.hosts.get(hostName)!.interfaces) {
          const key = `${hostName} ${own}`;
          // Another rule reports both sides in one network.
          if (on !== network.outside || on === network.inside || reported.has(key)) continue;
          reported.add(key);
          yield {
            path: ["hosts", hostName, "interfaces", own],
            message: `host ${hostName} of pair ${pair.name} has an interface on network ${on}, the outside of BIG-IP ${name}, and reaches callers there without the device`,
            found: address,
            allowed: `interfaces on networks other than ${on}`,
            fix: "move this interface to another network; or make sure that no caller is on that network, and acknowledge this with that reason",
          };
        }
    }
  },
};
