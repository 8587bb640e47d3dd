import type { EnvironmentRule } from "../../../checks/rule";
import { type ProxiedPair, proxiedPairs, sipProxyPath } from "../model";

/** Active-active Resource Managers come in twos, and the loss of a host leaves one. */
export const resourceManagerPair: EnvironmentRule = {
  code: "resource-manager-pair",
  level: "error",
  title:
    "An active-active pair of Resource Managers has two members on two hosts, and no Resource Manager is in two pairs",
  why: "Both members of a pair are active at once, and the pairs beside a pool are independent of each other (documented).",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const seen = new Set<string>();
      for (const [index, { members }] of pair.highAvailability.resourceManagers.entries()) {
        const at = (...keys: readonly (string | number)[]) => path(pair, index, ...keys);
        const [first, second] = members;
        if (members.length !== 2)
          yield {
            path: at(),
            message: `a pair of Resource Managers has two members, but this one has ${members.length}`,
            found: members.map(({ application }) => application).join(" and ") || "none",
            allowed: "two",
            fix: "name the two that are active together; a third one belongs to a pair of its own",
          };
        else if (first!.host === second!.host)
          yield {
            path: at(1, "host"),
            message: `Resource Managers ${first!.application} and ${second!.application} are both on host ${second!.host}`,
            found: second!.host,
            allowed: "another host",
            fix: "name the second host",
          };
        for (const [member, { application }] of members.entries()) {
          if (seen.has(application))
            yield {
              path: at(member, "application"),
              message: `Resource Manager ${application} is named twice for the pool of pair ${pair.name}`,
              found: application,
              allowed: "each once",
              fix: "name another Resource Manager, or remove this pair",
            };
          seen.add(application);
        }
      }
    }
  },
};

function path(pair: ProxiedPair, index: number, ...keys: readonly (string | number)[]) {
  return sipProxyPath(pair, "resourceManagers", index, "members", ...keys);
}
