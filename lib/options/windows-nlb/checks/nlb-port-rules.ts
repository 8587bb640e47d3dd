import type { EnvironmentRule } from "../../../checks/rule";
import { type NlbPair, nlbPairs, type PortRule, portRulesOf } from "../model";

/** The most port rules that a cluster takes (documented). */
const MOST_RULES = 32;

/** No port is in more than one rule. */
export const nlbPortRules: EnvironmentRule = {
  code: "nlb-port-rules",
  level: "error",
  title: "The port rules of a Windows NLB cluster do not overlap, and there are at most 32",
  why: "A command names a port and acts on the rule that contains it (documented), so a port is in one rule; sip.port and sip.tlsPort already have one. NLB takes at most 32 rules (documented).",
  *evaluate(topology) {
    for (const pair of nlbPairs(topology)) {
      const { option, portRules } = pair.highAvailability;
      const path = ["pairs", pair.name, "highAvailability", option, "portRules"];
      const all = portRulesOf(pair);
      const declaredFrom = all.length - portRules.length;
      for (const [index, rule] of portRules.entries()) {
        if (rule.endPort < rule.startPort) {
          yield {
            path: [...path, index, "endPort"],
            message: "a port rule ends before it begins",
            found: `${rule.startPort} to ${rule.endPort}`,
            allowed: `${rule.startPort} or more`,
            fix: "swap startPort and endPort",
          };
          continue;
        }
        const other = all.slice(0, declaredFrom + index).findIndex((earlier) => overlap(earlier, rule));
        if (other !== -1)
          yield {
            path: [...path, index],
            message: `the port rule ${show(rule)} overlaps the rule ${origin(pair, other)}, ${show(all[other]!)}`,
            found: show(rule),
            allowed: "ports that are in no other rule",
            fix:
              other < declaredFrom
                ? "leave out that port: it already has a rule"
                : "merge the two rules, or move one of them",
          };
      }
      if (all.length > MOST_RULES)
        yield {
          path,
          message: `the cluster of pair ${pair.name} would have ${all.length} port rules`,
          found: String(all.length),
          allowed: `at most ${MOST_RULES}, those of sip.port and sip.tlsPort included`,
          fix: "merge the rules of neighbouring ports",
        };
    }
  },
};

/** Rules of different protocols overlap too, because commands name only the port. */
function overlap(one: PortRule, other: PortRule): boolean {
  return one.startPort <= other.endPort && other.startPort <= one.endPort;
}

function show({ startPort, endPort }: PortRule): string {
  return startPort === endPort ? String(startPort) : `${startPort} to ${endPort}`;
}

function origin({ sip }: NlbPair, index: number): string {
  if (index === 0) return "of sip.port";
  return index === 1 && sip.tlsPort !== undefined
    ? "of sip.tlsPort"
    : `that is number ${index - (sip.tlsPort === undefined ? 0 : 1)} of portRules`;
}
