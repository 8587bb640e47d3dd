import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { needsSudoRule, sudoRule } from "../scripts/sudo-rule";

/** The rules of sudo that the Local Control Agent's account needs on a host and that the installer does not write there, sorted. */
export function rulesByHand(topology: Topology, { name, os, localControlAgent }: Host): string[] {
  if (operatingSystemNames[os].installer.writesSudoRules || !needsSudoRule(localControlAgent)) return [];
  const scripts = [...topology.pairs.values()]
    .filter((pair) => serversOf(pair).some(({ host }) => host === name))
    .flatMap((pair) => optionOf(pair).hostWork(topology, pair, name).controlScripts);
  return scripts.sort().map((script) => sudoRule(localControlAgent.account, script));
}
