import type { EnvironmentRule } from "../../../checks/rule";
import { hostNamesOf, isOnOneHost } from "../../../model/pair";
import { bigIpPairs, deviceOf } from "../model";

/** The pool has two members that the device can reach. */
export const bigIpMember: EnvironmentRule = {
  code: "big-ip-member",
  level: "error",
  title:
    "The servers of a pair behind a BIG-IP are on two hosts, each with one interface on the device's inside network",
  why: "The two servers are the members of one pool, and the device is the router between them and everybody else (documented). A host that it does not reach on its inside cannot be a member.",
  *evaluate(topology) {
    for (const pair of bigIpPairs(topology)) {
      const { name, network } = deviceOf(topology, pair);
      if (isOnOneHost(pair))
        yield {
          path: ["pairs", pair.name, "backup", "host"],
          message: `primary and backup of pair ${pair.name} are both on host ${pair.backup.host}, so both members of the pool would be the same`,
          found: pair.backup.host,
          allowed: `another host on network ${network.inside}`,
          fix: "name the second host, or use singleHost instead, for 100 seats or fewer",
        };
      for (const hostName of hostNamesOf(pair)) {
        const fitting = topology.hosts.get(hostName)!.interfaces.filter((one) => one.network === network.inside);
        if (fitting.length === 1) continue;
        yield {
          path: ["hosts", hostName, "interfaces"],
          message: `host ${hostName} of pair ${pair.name} has ${fitting.length === 0 ? "no interface" : `${fitting.length} interfaces`} on network ${network.inside}, the inside of BIG-IP ${name}`,
          found: fitting.map((one) => one.name).join(" and ") || "none",
          allowed: "one interface on that network",
          fix:
            fitting.length === 0
              ? "declare the interface, or name another device"
              : "give the second one a network of its own",
        };
      }
    }
  },
};
