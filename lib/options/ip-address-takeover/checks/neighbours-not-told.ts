import type { EnvironmentRule } from "../../../checks/rule";
import { operatingSystemOf, takeoverPairs } from "../model";
import { tellsGatewayAlone } from "../told-neighbours";

/** Whoever sends to the virtual IP learns at once that it has moved. */
export const neighboursNotTold: EnvironmentRule = {
  code: "neighbours-not-told",
  level: "warning",
  title: "All neighbours of a virtual IP are told when it moves",
  why: "No text was found that says that Windows or AIX tells its neighbours when it begins to use an IPv6 address, and they have no command for that. The script sends the gateway a question, from which it learns of the move. A neighbour that is not told looks for the new host after up to 53 s (the times of RFC 4861).",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { virtualIp, network, option } = pair.highAvailability;
      if (tellsGatewayAlone(operatingSystemOf(topology, pair), virtualIp))
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "virtualIp"],
          message: `callers on network ${network} itself may send to the old host for up to 53 s after a move; only the gateway is known to be told`,
          found: virtualIp,
          allowed: "an IPv4 address, or Linux or Solaris hosts, if callers are on that network",
          fix: "move it by hand with a caller on that network, and acknowledge this with the result",
        };
    }
  },
};
