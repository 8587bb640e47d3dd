import { grouped } from "../model/grouped";
import { type Host, startsBySudo } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { pairsOn } from "../model/pairs-on";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { sudoRule } from "../scripts/sudo-rule";
import { block } from "../text/markdown";

/**
 * The steps in which people add the sudo rules that the installer does not write. Without these rules the installer ends with an error. Hosts with the same
 * rules share a step.
 *
 * @param was the model whose rules the hosts already have
 */
export function sudoRuleSteps(topology: Topology, hosts: readonly Host[], was?: Topology): string[] {
  const hostsByRules = grouped(hosts, (host) => {
    const before = was?.hosts.get(host.name);
    const known = was === undefined || before === undefined ? [] : rulesByHand(was, before);
    const rules = rulesByHand(topology, host).filter((rule) => !known.includes(rule));
    return rules.length === 0 ? [] : [block("text", rules)];
  });
  return [...hostsByRules].map(
    ([rules, on]) =>
      `On ${on.map(({ name }) => name).join(" and ")}, as root, add this with \`visudo\`. Without it the Local Control Agent cannot run the control scripts, and the installer fails, because it writes no sudo rules there:\n${rules}`,
  );
}

/** The sudo rules that the Local Control Agent's account needs on a host, and that the installer does not write there, sorted. */
function rulesByHand(topology: Topology, { name, os, localControlAgent }: Host): string[] {
  if (operatingSystemNames[os].sudo === "installed" || !startsBySudo(localControlAgent)) return [];
  const scripts = pairsOn(topology, name).flatMap(
    (pair) => optionOf(pair).hostWork(topology, pair, name).controlScripts,
  );
  return scripts.sort().map((script) => sudoRule(localControlAgent.account, script));
}
