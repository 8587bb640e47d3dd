import type { EnvironmentRule } from "../../../checks/rule";
import { bigIpPairs } from "../model";

/** The environment declares who uses the hosts' own addresses. */
export const snatExclusionsUnknown: EnvironmentRule = {
  code: "snat-exclusions-unknown",
  level: "warning",
  title: "The networks of T-Library clients and the Configuration Layer are declared",
  why: "These clients and the Configuration Layer must use each host's own address (documented). The device lets nobody else reach that address, and sends packets with it to nobody else. The Management Layer and the other host of the pair are known from the model.",
  *evaluate(topology) {
    for (const { name, highAvailability } of bigIpPairs(topology))
      if (highAvailability.snatExclusions.length === 0)
        yield {
          path: ["pairs", name, "highAvailability", highAvailability.option],
          notEvaluated:
            "no snatExclusions are declared, so it is not known where T-Library clients and the Configuration Layer are",
          fix: "declare their networks in snatExclusions, unless they share a network with the hosts",
        };
  },
};
