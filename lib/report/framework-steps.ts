import { isIpv6 } from "../model/address";
import { managementAddress } from "../model/host";
import { solutionControlServersOf } from "../model/management-layer";
import type { Topology } from "../model/topology";
import { table } from "../text/markdown";

/** Without this license, the Management Layer leaves a pair as it is. Fact: `high-availability-license`. */
export const LICENSE_STEP =
  "Check that the license file has the high-availability license that redundant servers need. Without it the Management Layer switches nothing over (documented). While the only license server is down, no application that starts gets a license (documented), so a SIP Server that has ended does not come back as the backup (deduced).";

/**
 * Settings of Solution Control Server that nothing here makes, and that every alarm depends on. Facts: `message-server-connection`, `log-event-outputs`,
 * `control-server-versions`, `distributed-control-servers`.
 */
export function controlServerSteps(topology: Topology, hasReactions: boolean): string[] {
  const { messageServer, solutionControlServer } = topology.managementLayer;
  const servers = solutionControlServersOf(topology.managementLayer).map(({ application }) => application);
  const names = servers.join(" and ");
  const [are, their, each] = servers.length === 1 ? ["is", "its", names] : ["are", "their", "each of them"];
  return [
    `Check that ${names} ${are} connected to ${messageServer.application}: ${their} log events raise the alarms${hasReactions ? ", which start everything that follows" : ""}. The events get there if, in section \`log\` of ${each}, \`network\` is among the outputs of \`standard\` or of \`all\`, and \`verbose\` lets the level Standard through. In addition, no event that an alarm condition in \`configuration-layer/objects.json\` names may be customised to a lower level or to \`none\`. Nothing here sets any of this.`,
    `Check which version ${names} ${are}; what follows is from the release notes. From 8.5.100.39 on, Solution Control Server has \`haflip-detect-timeout\` in section \`general\`, where its options file sets it; 8.5.100.31 has it in section \`log\`. 8.5.100.56 ends unexpectedly when it raises an alarm and a log event has a text of more than 1024 characters. Use 8.5.100.57 or later, or set \`detailed-alarm-log\` to \`false\` in section \`general\` and restart Solution Control Server.`,
    `If the site has several Solution Control Servers in distributed mode, check that the property Solution Control Server of each Host object in \`configuration-layer/objects.json\` is ${solutionControlServer.application}; the file leaves this property out. Each Solution Control Server monitors, controls and raises alarms only for what is assigned to it, and forwards a command for the rest through a dedicated Message Server (documented). If the two hosts of a pair are under different Solution Control Servers and that Message Server is down, nothing is done about a role change on the other host (deduced).`,
  ];
}

/** Applications connect by the names of Host objects, and nothing here makes these names known. Facts: `host-name-in-network`, `virtual-ip-for-sip-only`. */
export function hostNamesStep({ hosts }: Topology): string {
  const rows = [...hosts.values()].map((host) => [host.name, managementAddress(host)]);
  return `On every host that runs Genesys applications, check that the name of each Host object resolves to the address in this table, and that none resolves to a virtual IP. Applications connect by these names, so each must be the name that its host has in the network (documented).\n${table(["Host", "resolves to"], rows)}`;
}

/** How Genesys applications are made to use IPv6, if a host has an IPv6 address. Facts: `ipv6-is-off`, `lca-environment`. */
export function ipv6Step({ hosts }: Topology): string | undefined {
  const names = [...hosts.values()]
    .filter(({ interfaces }) => interfaces.some(({ address }) => isIpv6(address)))
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `Genesys applications do not use IPv6 unless it is switched on (documented), and ${names.join(", ")} ${names.length === 1 ? "has" : "have"} IPv6 addresses. If an application connects or listens over IPv6, set \`GCTI_CONN_IPV6_ON\` to 1 in the environment of all applications of its host, or set \`enable-ipv6\` in section \`common\` of the application's options (documented). The variable overrides the option, and only the variable works if an application needs IPv6 before it has read its options (documented). What the Local Control Agent starts gets the agent's environment (documented). Nothing here sets the variable or the option. Whether SIP Server follows them for callers was found nowhere: ask the vendor.`;
}
