import { callsUnknownToBackup, restartInTurn } from "../../configuration-layer/readiness";
import { hostNamesOf, type SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { DATA_DIRECTORY } from "../../scripts/host-folders";
import { block, paragraphs, steps, table } from "../../text/markdown";
import type { Arriving, Leaving } from "../moving";
import { scriptOutage } from "../outage-table";
import {
  hostCommands,
  intoService,
  lastGoodScripts,
  pauseBetweenSwitchovers,
  pointedAtVirtualIp,
  printed,
  rolesBefore,
  scriptTable,
  sourceSeen,
  switchedOver,
  UNNOTICED_HANG,
  unwatchedSipInterface,
} from "../script-runbook";
import { clusterMac, withDashes } from "./cluster-mac";
import { nlbReactions, scriptApplicationName } from "./configuration";
import {
  buildScriptPath,
  controlScriptName,
  controlScriptPath,
  type NlbPair,
  type NlbSide,
  nlbSides,
  type OperationMode,
  portRulesOf,
  rulePorts,
} from "./model";
import { networkFiles } from "./network-files";
import { nlbOutage } from "./timing";

/** A pair's chapter: building and proving the cluster, switchover there and back, roll-back, leaving NLB, what is lost. */
export function nlbRunbook(topology: Topology, pair: NlbPair): string {
  const [primary, backup] = nlbSides(topology, pair);
  return paragraphs(
    overview(primary, backup),
    "### Build the cluster",
    build(primary, backup),
    "### Proof on the hosts, before the Management Layer is involved",
    'Do this in a maintenance window. Type the commands in a command prompt that was opened with "Run as administrator".',
    proof(primary, backup),
    "### Into service",
    intoService(pair, primary.nlb.virtualIp, entering(primary, backup)),
    "### Manual switchover, there",
    switchover(topology, primary, backup),
    pauseBetweenSwitchovers(topology, pair.highAvailability.cancelTimeout),
    "### Manual switchover, back",
    switchover(topology, backup, primary),
    "### If the primary's host is lost",
    hostLoss(topology, pair, primary, backup),
    "### Roll-back",
    rollback(topology, primary, backup),
    "### What is not preserved",
    notPreserved(topology),
    "### What only people can check",
    peopleCheck(topology, primary, backup),
  );
}

/** The steps before the scripts are removed, and what is left of the cluster outside the hosts. */
export function nlbLeaving(topology: Topology, pair: NlbPair): Leaving {
  const [primary, backup] = nlbSides(topology, pair);
  const { nlb, clusterInterface } = primary;
  return {
    release: [
      `Disable the ports on both hosts. Callers do not reach the pair from here on until the ports are enabled again, or another option serves the callers. If the ports may still be enabled, the installer refuses to remove the control script, or to replace it with one that serves other ports (code 10), and the apply fails.\n${commands([primary, "disable"], [backup, "disable"])}`,
    ],
    removal: [
      `On ${primary.host.name}, remove the cluster. This ends all connections to ${nlb.virtualIp}. Do not put another option on the same virtual IP into service before this step: both would answer for it.\n${block("powershell", [`Remove-NlbCluster -InterfaceName '${clusterInterface.name}'`])}`,
      `Have the entries for the cluster's hardware address removed from switches and routers, unless a cluster with the same virtual IP and mode follows: a static entry leads callers to a cluster that no longer exists.`,
    ],
    beforeStart: [],
    afterwards: ["Have the settings of the virtual machines put back."],
  };
}

/** The Windows feature that the scripts and the cluster need. */
export function nlbPreparing(pair: NlbPair): readonly string[] {
  return [
    `On ${[...hostNamesOf(pair)].sort().join(" and ")}, add the feature, because the installer asks for nlb.exe:\n${block("powershell", ["Install-WindowsFeature NLB -IncludeManagementTools"])}`,
  ];
}

/** How the cluster is set up, and how callers reach the pair once its servers are started. */
export function nlbArriving(topology: Topology, pair: NlbPair): Arriving {
  const [primary, backup] = nlbSides(topology, pair);
  return {
    ahead: [],
    beforeStart: [
      `Bring the cluster to the declared state, as "Build the cluster" of its chapter in the runbook says: with \`-Preflight\` the build script reports what stands in the way, and the command that removes it. Then check that the ports are disabled on both hosts:\n${commands([primary, "status"], [backup, "status"])}`,
    ],
    afterStart: [entering(primary, backup)],
    callers: [pointedAtVirtualIp(primary.nlb.virtualIp)],
  };
}

function entering(primary: NlbSide, backup: NlbSide): string {
  return `Find out where the ports are enabled:\n${commands([primary, "status"], [backup, "status"])}\nIf servers were started, the reactions to that should have enabled the ports on the host of the primary. If neither host serves the ports, enable them by hand on the host of the primary. On ${primary.host.name}:\n${commands([primary, "enable"])}\n${printed(changed(primary, "enabled"))}`;
}

function overview(primary: NlbSide, backup: NlbSide): string {
  const { nlb, network, pair } = primary;
  const row = (role: string, side: NlbSide) => [
    role,
    side.server.application,
    side.host.name,
    String(side.hostPriority),
    `${side.clusterInterface.address} on ${side.clusterInterface.name}`,
    controlScriptPath(side.host, pair),
  ];
  return paragraphs(
    `Virtual IP **${nlb.virtualIp}** (${nlb.clusterName}) on network ${network.name} (${network.cidr}), on both hosts at all times. Scripts that the Management Layer runs enable its ports ${portsOf(pair)} on the primary's host and disable them on the other host. Callers use the virtual IP; Configuration Layer, Management Layer and T-Library clients use each host's own address.`,
    `The operation mode is ${nlb.operationMode}; the cluster's hardware address is computed to be \`${withDashes(clusterMac(nlb.virtualIp, nlb.operationMode))}\`. The host with the lower host priority in the table serves all other ports of the virtual IP, whichever server is primary (documented).`,
    table(
      ["role at first", "application", "host", "host priority", "own SIP address", "control script"],
      [row("primary", primary), row("backup", backup)],
    ),
  );
}

function build(primary: NlbSide, backup: NlbSide): string {
  const { host, pair, nlb } = primary;
  const path = buildScriptPath(host, pair);
  const run = (parameter = "") =>
    block("bat", [`powershell -NoProfile -ExecutionPolicy Bypass -File ${path}${parameter}`]);
  const unsigned = (parameter = "") =>
    `If a policy of the domain does not allow unsigned scripts in files, run this command instead, which does the same:\n${block("bat", [`powershell -NoProfile -Command "& ([scriptblock]::Create((Get-Content -Raw '${path}')))${parameter}"`])}`;
  return steps(
    "Check that both hosts have the feature NLB, which chapter 1 adds before the first apply.",
    `Give the files ${fileList(primary, backup)} to the people who run the network. The settings of virtual machines come before the cluster, and the settings of switches and routers after it.`,
    `On ${host.name}, with an account that is an administrator of both hosts, find out what stands in the way:\n${run(" -Preflight")}\nIt prints \`nlb: nothing stands in the way\`, or each obstacle and what to do about it. ${unsigned(" -Preflight")}`,
    `Build the cluster in a maintenance window, because its adapters lose their connections meanwhile:\n${run()}\nThe script prints a line for each thing that it has made, each host as converged, the hardware address, and where the ports are enabled. If it changes anything, the ports are disabled on both hosts afterwards, even if the cluster was in service. You can run the script again: it leaves alone what is as declared, and if that is everything, the ports stay as they are. After an interruption it disables the ports first. ${unsigned()}`,
    nlb.operationMode === "unicast" ? forwarding(primary, backup) : undefined,
    `${SWITCHES_AND_ROUTERS[nlb.operationMode]} From another network, the virtual IP must answer a ping.`,
  );
}

/** A host that forwards is a router between its networks; nobody makes a telephony host a router unasked. Facts: `nlb-unicast-forwarding`. */
function forwarding(...sides: readonly NlbSide[]): string {
  const commands = sides.map(
    ({ host, clusterInterface: { name } }) =>
      `On ${host.name}:\n${block("bat", [`netsh interface ipv4 set interface "${name}" forwarding=enabled`])}`,
  );
  return `Decide about forwarding on the cluster's interfaces, together with the people who run the network. Microsoft asks for forwarding in this mode on hosts with two network cards (documented). The host then passes packets on between its networks, so the build script leaves the setting as it is.\n${commands.join("\n")}`;
}

/** By mode: what the people who run the network enter, according to the files for them. */
const SWITCHES_AND_ROUTERS: Readonly<Record<OperationMode, string>> = {
  unicast:
    "Have the entries made that the files for switches and routers list for the hardware address that was printed. In this mode there are none for Cisco IOS.",
  multicast: "Have the static entries of switches and routers made with the hardware address that was printed.",
  igmpMulticast:
    "Have the static ARP entry of the router made with the hardware address that was printed; the switches learn their ports by IGMP snooping.",
};

function fileList(primary: NlbSide, backup: NlbSide): string {
  return networkFiles(primary, backup)
    .map(({ name }) => `\`network/${name}\``)
    .join(", ");
}

function proof(primary: NlbSide, backup: NlbSide): string {
  return steps(
    `Check that the ports are disabled on both hosts at first:\n${commands([primary, "status"], [backup, "status"])}\n${printed(statusDisabled(primary), statusDisabled(backup))}\nThe exit code is 3.`,
    `Enable the ports on ${primary.host.name}:\n${commands([primary, "enable"], [primary, "status"])}\n${printed(changed(primary, "enabled"), statusEnabled(primary))}\nWindows' own commands say the same: \`nlb query\` shows both hosts as converged, \`Get-NlbClusterNode | Get-NlbClusterPortRule\` in PowerShell shows each rule as enabled on ${primary.host.name} only.`,
    "Run `enable` a second time. It prints the same and exits with 0.",
    `Move the ports by hand, as the reactions will:\n${commands([primary, "disable"], [backup, "enable"])}\n${printed(changed(primary, "disabled"), changed(backup, "enabled"))}`,
    `Disable the ports on ${backup.host.name}, so that the Management Layer starts from nothing:\n${commands([backup, "disable"])}`,
    `Restart each host once, and look at \`status\` two minutes later: the exit code must be 3. It is not verified whether Windows enables the rules after a restart; the scheduled task sip-ha\\${controlScriptName(primary.pair)}-disable disables them.`,
    `Start each script application from the Management Layer. This proves that LCA's account may run it. After each one, look at \`status\`.\n${scriptTable(primary.topology, primary.pair, nlbReactions(primary.pair))}`,
  );
}

function switchover(topology: Topology, from: NlbSide, to: NlbSide): string {
  return steps(
    `${rolesBefore(topology, from.pair, from.server)} On ${from.host.name}, run:\n${commands([from, "status"])}\n${printed(statusEnabled(from))}`,
    ...switchedOver(from.server, to.server, to.nlb.events, applicationsOf(from.server, to.server)),
    `After some seconds, check that the ports are enabled on ${to.host.name} only:\n${commands([to, "status"], [from, "status"])}\n${printed(statusEnabled(to), statusDisabled(from))}`,
    `Make a call to ${to.nlb.virtualIp}, and check that an older call continues.`,
    `If neither host serves the ports, run \`${run(to, "enable")}\` on ${to.host.name}. If both serve them, run \`${run(from, "disable")}\` on ${from.host.name}. If calls still do not arrive, stop and start ${from.server.application}: a field report of 2009 found that a switchover was reliable only then. The log is ${DATA_DIRECTORY}\\${controlScriptName(from.pair)}.log on each host.`,
  );
}

function hostLoss(topology: Topology, pair: NlbPair, primary: NlbSide, backup: NlbSide): string {
  return paragraphs(
    scriptOutage(nlbOutage(topology, pair.highAvailability), pair),
    `A host that is only cut off keeps its ports enabled, because nothing can reach the host to disable them. While the hosts do not hear each other, each is a cluster by itself, and both serve the ports. When they hear each other again, calls are spread over both until ${scriptApplicationName(primary.server, "disable")} has run. Before ${primary.host.name} is connected again, run \`${run(primary, "disable")}\` on its console, or shut it down. Then check that \`${run(backup, "status")}\` on ${backup.host.name} says enabled.`,
    `When ${primary.host.name} starts again, its scheduled task disables the ports. Look at \`status\` on both hosts.`,
  );
}

function rollback(topology: Topology, primary: NlbSide, backup: NlbSide): string {
  return steps(
    "Disable the alarm conditions of this pair, so that nothing moves the ports in the meantime.",
    `Find out which host serves the ports: \`${run(primary, "status")}\` on ${primary.host.name}, \`${run(backup, "status")}\` on ${backup.host.name}.`,
    lastGoodScripts([backup.host, primary.host], "the cluster and the enabled ports stay as they are"),
    `Import the last good objects and options, and enable the alarm conditions. ${restartInTurn(topology, primary.pair)}`,
  );
}

function notPreserved(topology: Topology): string {
  return [
    "- Calls that are being set up or changed at that moment; callers repeat their requests over UDP, and most of these succeed.",
    "- TCP and TLS connections to the virtual IP: the ports are disabled at once, not drained, and each peer has to connect again.",
    `- ${callsUnknownToBackup(topology)}`,
  ].join("\n");
}

function peopleCheck(topology: Topology, primary: NlbSide, backup: NlbSide): string {
  const { network, pair, nlb } = primary;
  return [
    `The VLAN of network ${network.name} has no other hosts, because ${nlb.operationMode === "igmpMulticast" ? "switches that do not snoop IGMP" : "the switches"} flood it. The entries that the files in \`network/\` have for the switches and routers in use are made, and survive a restart of the equipment.`,
    `${primary.host.name} and ${backup.host.name} are the names of the computers. The computers are in one domain and resolve each other's name; LCA's account is an administrator (analogous).`,
    "The two adapters are on networks of their own, with static addresses, and are not teamed with the cluster's.",
    sourceSeen(nlb.virtualIp),
    unwatchedSipInterface(topology, pair),
    UNNOTICED_HANG,
    "Port security of the switches allows the hardware addresses that the hosts send with.",
    `If TLS is used, each host's certificate contains the host's own name and ${primary.nlb.clusterName}.`,
    `Nothing else needs to be served at the virtual IP: only the ports ${portsOf(pair)} follow the primary.`,
  ]
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join("\n");
}

function applicationsOf(from: SipServer, to: SipServer): string {
  return `${scriptApplicationName(from, "disable")} and ${scriptApplicationName(to, "enable")}`;
}

/** The ports in the form in which the control script writes them. */
function portList(pair: NlbPair): string {
  return portRulesOf(pair).map(rulePorts).join(" ");
}

function portsOf(pair: NlbPair): string {
  return portRulesOf(pair)
    .map(({ startPort, endPort }) => (startPort === endPort ? String(startPort) : `${startPort} to ${endPort}`))
    .join(", ");
}

const run = ({ host, pair }: NlbSide, action: string) => `${controlScriptPath(host, pair)} ${action}`;

/** Commands for one host, or for several. */
function commands(...entries: readonly (readonly [NlbSide, string])[]): string {
  return hostCommands(entries.map(([side, action]) => ({ host: side.host, command: run(side, action) })));
}

/** What the control script prints; the tests compare these texts with its real output. */
const changed = ({ pair, nlb, host }: NlbSide, state: string) =>
  `${controlScriptName(pair)}: the ports ${portList(pair)} of ${nlb.virtualIp} are ${state} on ${host.name}`;
export const statusEnabled = ({ pair, nlb, host }: NlbSide) =>
  `${controlScriptName(pair)}: enabled: ${host.name} serves the ports ${portList(pair)} of ${nlb.virtualIp}`;
export const statusDisabled = ({ pair, nlb, host }: NlbSide) =>
  `${controlScriptName(pair)}: disabled: ${host.name} does not serve the ports ${portList(pair)} of ${nlb.virtualIp}`;
