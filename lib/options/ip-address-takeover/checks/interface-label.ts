import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { interfaceOn } from "../../../model/host";
import { serversOf } from "../../../model/pair";
import { operatingSystemOf, takeoverPairs } from "../model";

const MAXIMUM = 15;

/** The kernel takes the name of the logical interface. */
export const interfaceLabel: EnvironmentRule = {
  code: "interface-label",
  level: "error",
  title: "The logical interface's name on Linux has at most 15 characters",
  why: "The kernel refuses a longer label, so the virtual IP would not come up at all.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { virtualIp, network, interfaceLabel: label, option } = pair.highAvailability;
      // An IPv6 address has no label, and the other systems name the interface themselves.
      if (isIpv6(virtualIp) || operatingSystemOf(topology, pair) !== "linux") continue;
      for (const server of serversOf(pair)) {
        const one = interfaceOn(topology.hosts.get(server.host)!, network);
        const name = `${one?.name}:${label}`;
        if (one === undefined || name.length <= MAXIMUM) continue;
        const room = MAXIMUM - one.name.length - 1;
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "interfaceLabel"],
          message: `the logical interface on host ${server.host} would be named ${name}, which is too long`,
          found: `${name.length} characters`,
          allowed: `at most ${MAXIMUM}`,
          fix:
            room > 0
              ? `use an interfaceLabel of at most ${room} characters`
              : `rename interface ${one.name}, which leaves no room for a label`,
        };
      }
    }
  },
};
