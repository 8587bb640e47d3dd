import { isIpv6 } from "../model/address";
import { managementAddress } from "../model/host";
import { solutionControlServersOf } from "../model/management-layer";
import type { Topology } from "../model/topology";
import { table } from "../text/markdown";

/** Without this license, the Management Layer leaves a pair as it is. Fact: `high-availability-license`. */
export const LICENSE_STEP =
  "See that the license file has the high-availability license that redundant servers need: without it the Management Layer switches nothing over (documented). While the only license server is gone, no application that starts anew gets a license (documented), so that a SIP Server that has ended does not come back as the backup (deduced).";

/**
 * Settings of Solution Control Server that nothing here makes, and that every alarm depends on. Facts: `message-server-connection`, `log-event-outputs`,
 * `control-server-versions`, `distributed-control-servers`.
 */
export function controlServerSteps(topology: Topology, hasReactions: boolean): string[] {
  const { messageServer, solutionControlServer } = topology.managementLayer;
  const servers = solutionControlServersOf(topology.managementLayer).map(({ application }) => application);
  const names = servers.join(" and ");
  const [are, their, each] = servers.length === 1 ? ["is", "its", "it"] : ["are", "their", "each of them"];
  return [
    `See that ${names} ${are} connected to ${messageServer.application}: ${their} log events raise the alarms${hasReactions ? ", which start everything that follows" : ""}. They get there where, in section \`log\` of ${each}, \`network\` is among the outputs of \`standard\` or of \`all\`, \`verbose\` lets the level Standard through, and no event that an alarm condition of \`configuration-layer/objects.json\` names is customised to a lower level or to \`none\`; nothing here sets that.`,
    `See which version ${names} ${are} of, in whose release notes this stands. From 8.5.100.39 on Solution Control Server has \`haflip-detect-timeout\` in section \`general\`, where its options file sets it; 8.5.100.31 has it in section \`log\`. 8.5.100.56 ends unexpectedly where it raises an alarm and a log event has a text of more than 1024 characters: use 8.5.100.57 or later, or set \`detailed-alarm-log\` to \`false\` in section \`general\`, and restart it.`,
    `Where the site has several Solution Control Servers in distributed mode: see that the property Solution Control Server of each Host object of \`configuration-layer/objects.json\`, which leaves it out, is ${solutionControlServer.application}. Each of them monitors, controls and raises alarms for what is assigned to it alone, and forwards a command for the rest by a dedicated Message Server (documented): with the two hosts of a pair under different ones, nothing is done about a role change on the other host where that Message Server is gone (deduced).`,
  ];
}

/** Applications connect by the names of Host objects, and nothing here makes these names known. Facts: `host-name-in-network`, `virtual-ip-for-sip-only`. */
export function hostNamesStep({ hosts }: Topology): string {
  const rows = [...hosts.values()].map((host) => [host.name, managementAddress(host)]);
  return `See where the names of the Host objects lead on every host of Genesys applications: each to its address, and none to a virtual IP. Applications connect by these names, so each is the one that its host has in the network (documented).\n${table(["Host", "leads to"], rows)}`;
}

/** How Genesys applications are made to use IPv6, if a host has an IPv6 address. Facts: `ipv6-is-off`, `lca-environment`. */
export function ipv6Step({ hosts }: Topology): string | undefined {
  const names = [...hosts.values()]
    .filter(({ interfaces }) => interfaces.some(({ address }) => isIpv6(address)))
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `Genesys applications use no IPv6 unless they are told to (documented), and ${names.join(", ")} ${names.length === 1 ? "has" : "have"} addresses of it. Where one of them connects or listens by IPv6, set \`GCTI_CONN_IPV6_ON\` to 1 in the environment of all applications of its host, or \`enable-ipv6\` in section \`common\` of its options; the variable comes before the option, and it alone will do where an application needs IPv6 before it has read its options (documented). What the Local Control Agent starts gets the agent's environment (documented). Nothing here sets either; whether SIP Server goes by it for callers was found nowhere: ask the vendor.`;
}
