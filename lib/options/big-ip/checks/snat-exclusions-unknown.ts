import type { EnvironmentRule } from "../../../checks/rule";
import { bigIpPairs } from "../model";

/** The environment declares who uses the hosts' own addresses. */
export const snatExclusionsUnknown: EnvironmentRule = {
  code: "snat-exclusions-unknown",
  level: "warning",
  title: "It is declared where T-Library clients and the Configuration Layer are",
  why: "They must use each host's own address (documented). The device lets nobody else reach it and sends nobody else its packets; Management Layer and the other host of the pair are known from the model.",
  *evaluate(topology) {
    for (const { name, highAvailability } of bigIpPairs(topology))
      if (highAvailability.snatExclusions.length === 0)
        yield {
          path: ["pairs", name, "highAvailability", highAvailability.option],
          notEvaluated:
            "no snatExclusions are declared, and where T-Library clients and the Configuration Layer are is not known",
          fix: "declare their networks in snatExclusions, unless they share a network with the hosts",
        };
  },
};
