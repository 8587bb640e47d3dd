import type { FactId } from "../../configuration-layer/facts";
import { callsUnknownToBackup, restartInTurn } from "../../configuration-layer/readiness";
import { isIpv6 } from "../../model/address";
import { operatingSystemNames } from "../../model/operating-system";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { asRoot } from "../../scripts/as-root";
import { block, paragraphs, steps, table } from "../../text/markdown";
import { type Arriving, type Leaving, NOTHING_TO_LEAVE } from "../moving";
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
import { scriptApplicationName, TAKEOVER_CONFIGURATION_FACTS, takeoverReactions } from "./configuration";
import {
  conductOf,
  controlCommand,
  controlScriptName,
  controlScriptPath,
  type TakeoverPair,
  type TakeoverSide,
  takeoverSide,
  takeoverSides,
  type Watchdog,
} from "./model";
import { platformOf } from "./platforms";
import { TAKEOVER_OPTION_FACTS } from "./server-options";
import { takeoverOutage } from "./timing";
import { tellsGatewayAlone } from "./told-neighbours";

/** The facts that a pair's artifacts rest on. */
export function takeoverFacts(topology: Topology, pair: TakeoverPair): FactId[] {
  const side = takeoverSide(topology, pair, pair.primary);
  return [...TAKEOVER_CONFIGURATION_FACTS, ...TAKEOVER_OPTION_FACTS, ...platformOf(side).facts(side)];
}

/** The chapter of a pair: what it is, proof on the hosts, switchover there and back, roll-back, what is lost. */
export function takeoverRunbook(topology: Topology, pair: TakeoverPair): string {
  const [primary, backup] = takeoverSides(topology, pair);
  return paragraphs(
    overview(primary, backup),
    "### Proof on the hosts, before the Management Layer is involved",
    `Do this in a maintenance window: it takes the virtual IP from one host and puts it on the other, as a failure would. ${platformOf(primary).rights([primary, backup])}`,
    proof(primary, backup),
    "### Into service",
    intoService(pair, primary.takeover.virtualIp, entering(primary, backup)),
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
    notPreserved(topology, pair),
    "### What only people can check",
    peopleCheck(topology, primary),
  );
}

/** What has callers reach the pair once its scripts are installed and its servers are started. */
export function takeoverArriving(topology: Topology, pair: TakeoverPair): Arriving {
  const [primary, backup] = takeoverSides(topology, pair);
  return {
    ahead: [],
    beforeStart: [],
    afterStart: [entering(primary, backup)],
    callers: [pointedAtVirtualIp(pair.highAvailability.virtualIp)],
  };
}

function entering(primary: TakeoverSide, backup: TakeoverSide): string {
  return `Find out where the virtual IP is:\n${commands([primary, "status"], [backup, "status"])}\nIf servers were started, the reactions to that should have brought it to the host of the primary. If neither host has it, bring it up by hand on the host of the primary. On ${primary.host.name}:\n${commands([primary, "up"])}\n${printed(upText(primary))}`;
}

/** What comes before the scripts go: callers lose the pair until the other option serves them. */
export function takeoverLeaving(topology: Topology, pair: TakeoverPair): Leaving {
  const sides = takeoverSides(topology, pair);
  const release = `Release the virtual IP on both hosts. Callers do not reach the pair from here on until it is served again. If the virtual IP may still be up, its script is neither removed nor replaced by the script of another address, and the apply fails.\n${commands([sides[0], "down"], [sides[1], "down"])}`;
  return { ...NOTHING_TO_LEAVE, release: [release] };
}

function overview(primary: TakeoverSide, backup: TakeoverSide): string {
  const { takeover, network, pair } = primary;
  const row = (role: string, side: TakeoverSide) => [
    role,
    side.server.application,
    side.host.name,
    `${side.sipInterface.address} on ${side.sipInterface.name}`,
    platformOf(side).appearsAs(side),
    controlScriptPath(side.host, pair),
  ];
  return paragraphs(
    `Virtual IP **${takeover.virtualIp}** on network ${network.name} (${network.cidr}), moved by scripts that the Management Layer runs. Callers use the virtual IP; Configuration Layer, Management Layer and T-Library clients use each host's own address.`,
    table(
      ["role at first", "application", "host", "own SIP address", "virtual IP appears as", "control script"],
      [row("primary", primary), row("backup", backup)],
    ),
  );
}

function proof(primary: TakeoverSide, backup: TakeoverSide): string {
  const { network } = primary;
  return steps(
    onBoth(primary, backup),
    `Bring the virtual IP up on ${primary.host.name}, and look at it from outside:\n${commands([primary, "up"], [primary, "status"])}\n${printed(upText(primary), statusUp(primary))}\nOn another machine in network ${network.name}, check that the address belongs to the network card of ${primary.host.name}:\n${seenFromOutside(primary)}`,
    `Run \`up\` a second time. It prints that the virtual IP was up already and exits with 0.`,
    `Move the virtual IP by hand, as the reactions will:\n${commands([primary, "down"], [backup, "up"])}\n${printed(downText(primary), upText(backup))}\n${neighbourFollows(backup)}`,
    `Release the virtual IP on ${backup.host.name}, so that the Management Layer starts from nothing:\n${commands([backup, "down"])}`,
    `Start each script application from the Management Layer. This proves that LCA's account may run it. After each one, look at \`status\`; \`announce\` exits with 3 if the virtual IP is not up.\n${scriptTable(primary.topology, primary.pair, takeoverReactions(primary.pair))}`,
  );
}

/** What shows on another machine of the network which network card has the virtual IP; the machine has the system of the hosts, or Linux. */
function seenFromOutside(side: TakeoverSide): string {
  const { language } = operatingSystemNames[side.host.os].shell;
  const { virtualIp } = side.takeover;
  if (language === "sh") return block(language, [`ping -c 1 ${virtualIp} && ip neigh show ${virtualIp}`]);
  const neighbours = isIpv6(virtualIp) ? "netsh interface ipv6 show neighbors" : `arp -a ${virtualIp}`;
  return block(language, [`ping -n 1 ${virtualIp} && ${neighbours}`]);
}

function neighbourFollows(side: TakeoverSide): string {
  const now = `now shows the network card of ${side.host.name}`;
  return tellsGatewayAlone(side.host.os, side.takeover.virtualIp)
    ? `The gateway's neighbour entry ${now}. The neighbour entry on the other machine may show the old network card for up to a minute: note how long.`
    : `The neighbour entry on the other machine ${now}.`;
}

function onBoth(primary: TakeoverSide, backup: TakeoverSide): string {
  return `Check that the virtual IP is down on both hosts at first:\n${commands([primary, "status"], [backup, "status"])}\n${printed(statusDown(primary), statusDown(backup))}\nThe exit code is 3.`;
}

function switchover(topology: Topology, from: TakeoverSide, to: TakeoverSide): string {
  return steps(
    `${rolesBefore(topology, from.pair, from.server)} On ${from.host.name}, run:\n${commands([from, "status"])}\n${printed(statusUp(from))}`,
    ...switchedOver(from.server, to.server, to.takeover.events, applicationsOf(from.server, to.server)),
    `After some seconds, check that the virtual IP is on ${to.host.name} only:\n${commands([to, "status"], [from, "status"])}\n${printed(statusUp(to), statusDown(from))}`,
    `Make a call to ${to.takeover.virtualIp}, and check that an older call continues.`,
    `If the virtual IP is on neither host, run \`${run(to, "up")}\` on ${to.host.name}. If it is on both, run \`${run(from, "down")}\` on ${from.host.name}, then \`${run(to, "announce")}\` on ${to.host.name}. Then find out why in the log of each host: ${logFiles(from, to)}.`,
  );
}

function applicationsOf(from: SipServer, to: SipServer): string {
  return `${scriptApplicationName(from, "down")}, ${scriptApplicationName(to, "up")} and ${scriptApplicationName(to, "announce")}`;
}

function hostLoss(topology: Topology, pair: TakeoverPair, primary: TakeoverSide, backup: TakeoverSide): string {
  const { watchdog } = pair.highAvailability;
  const { announceInterrupts } = platformOf(backup);
  const interrupted =
    announceInterrupts === undefined ? "" : ` This interrupts the virtual IP for ${announceInterrupts}.`;
  return paragraphs(
    scriptOutage(takeoverOutage(topology, pair), pair),
    watchdog === undefined
      ? `A host that is only cut off keeps the virtual IP, because nothing can reach the host to take it away. Then both hosts answer for the virtual IP. Before ${primary.host.name} is connected again, take its cable out of network ${primary.network.name} or shut it down, and check that \`${run(backup, "status")}\` on ${backup.host.name} says up.${keptFromPeer(primary, backup) ?? ""}`
      : `A host that has lost both the Management Layer and its gateway for ${watchdog.isolationTimeout} releases the virtual IP by itself.${keptFromPeer(primary, backup) ?? leftToPeer(primary, backup, watchdog)}`,
    `When ${primary.host.name} is back, it comes up without the virtual IP. Run \`${run(backup, "announce")}\` on ${backup.host.name} once, so that equipment that heard ${primary.host.name} last learns the right place again.${interrupted}`,
  );
}

/** What moves the virtual IP from a host that has lost the Management Layer alone, where the peer cannot take it; undefined where it can. */
function keptFromPeer(primary: TakeoverSide, backup: TakeoverSide): string | undefined {
  if (platformOf(primary).takesFromHolder && conductOf(primary.takeover.conflictPolicy).takesFromHolder)
    return undefined;
  const [lost, peer] = [primary.host.name, backup.host.name];
  return ` A host that has lost only the Management Layer keeps the virtual IP and answers for it, because ${peer} cannot take it. To move the virtual IP, ${fence(primary)}, then run \`${run(backup, "up")}\` on ${peer}. Run this command also if ${lost} was not fenced and has the Management Layer again: the reactions may then take the virtual IP from ${lost}, and nothing brings it up on ${peer}.`;
}

/** What becomes of the virtual IP on a host with a watchdog that has lost the Management Layer and not its gateway, where the peer takes it. */
function leftToPeer(primary: TakeoverSide, backup: TakeoverSide, { announceInterval }: Watchdog): string {
  const peer = backup.host.name;
  return platformOf(primary).releasesToPeer
    ? ` A host that has lost only the Management Layer releases the virtual IP once ${peer} has taken it, provided that the host had held it for ${announceInterval} before. If both hosts keep it, ${fence(primary)}.`
    : ` A host that has lost only the Management Layer keeps the virtual IP. Once ${peer} is primary, both hosts may answer for it: then ${fence(primary)}.`;
}

function fence({ host, network }: TakeoverSide): string {
  return `take the cable of ${host.name} out of network ${network.name} or shut ${host.name} down`;
}

function rollback(topology: Topology, primary: TakeoverSide, backup: TakeoverSide): string {
  return steps(
    "Disable the alarm conditions of this pair, so that nothing moves the virtual IP in the meantime.",
    `Find out which host has it: \`${run(primary, "status")}\` on ${primary.host.name}, \`${run(backup, "status")}\` on ${backup.host.name}.`,
    lastGoodScripts([backup.host, primary.host], "a virtual IP that is up stays up"),
    `Import the last good objects and options, and enable the alarm conditions. ${restartInTurn(topology, primary.pair)}`,
  );
}

function notPreserved(topology: Topology, pair: TakeoverPair): string {
  const items = [
    "Calls that are being set up or changed at that moment; callers repeat their requests over UDP, and most of these succeed.",
    "TCP and TLS connections to the virtual IP: they end, and each peer has to connect again.",
    callsUnknownToBackup(topology),
    ...(pair.highAvailability.flushConnectionTracking
      ? []
      : [
          "Connection-tracking entries of firewalls in between; the entries on the hosts themselves are not touched either.",
        ]),
  ];
  return items.map((item) => `- ${item}`).join("\n");
}

function peopleCheck(topology: Topology, side: TakeoverSide): string {
  const { virtualIp, sourceAddress, watchdog } = side.takeover;
  const putBack =
    watchdog === undefined
      ? "if it takes the virtual IP off all the same, `up` of the control script on the primary's host puts it back"
      : "if it takes the virtual IP off all the same, the watchdog puts it back";
  const isLinux = side.host.os === "linux" && !isIpv6(virtualIp);
  return [
    announced(side),
    "Nothing in the network reacts to an address that two hosts claim for a moment.",
    `The operating system's network configuration on both hosts does not contain the virtual IP. A renewal of the configuration leaves addresses alone that the configuration did not set; ${putBack}.`,
    "If the hosts are virtual machines, they run on different physical machines, are not moved or frozen by snapshots during service, and may send from an address that moves.",
    sourceAddress === "virtual-ip"
      ? undefined
      : sourceSeen(virtualIp, isLinux ? ", unless `sourceAddress: virtual-ip` is declared" : ""),
    unwatchedSipInterface(topology, side.pair),
    UNNOTICED_HANG,
    "If TLS is used, the certificates of both hosts name what callers use.",
  ]
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join("\n");
}

/** What the network has to let through, so that whoever sends to the virtual IP learns of a move. */
function announced(side: TakeoverSide): string {
  const { name } = side.network;
  const { virtualIp } = side.takeover;
  const inspection = `port security and neighbour discovery inspection allow ${virtualIp} from either host's network card`;
  if (tellsGatewayAlone(side.host.os, side.takeover.virtualIp))
    return `After a move, telephones and media gateways on network ${name} itself may send to the old host for up to a minute, because only the gateway is known to learn of the move at once. Try it, and see whether calls can wait that long. In the equipment, ${inspection}.`;
  return isIpv6(virtualIp)
    ? `The equipment of network ${name} accepts unsolicited neighbour advertisements; ${inspection}.`
    : `The equipment of network ${name} accepts gratuitous ARP; port security, static ARP entries and ARP inspection allow ${virtualIp} from either host's network card.`;
}

const logFiles = (...sides: readonly TakeoverSide[]) =>
  [...new Set(sides.map((side) => platformOf(side).logFile(side)))].join(", ");

const run = (side: TakeoverSide, action: string) => asRoot(side.host, controlCommand(side, action));

/** Commands for one host, or for several. */
function commands(...entries: readonly (readonly [TakeoverSide, string])[]): string {
  return hostCommands(entries.map(([side, action]) => ({ host: side.host, command: run(side, action) })));
}

/** What the control script prints; the tests compare these with what it does print. */
const upText = (side: TakeoverSide) =>
  `${controlScriptName(side.pair)}: ${side.takeover.virtualIp} is up on ${side.sipInterface.name} of ${side.host.name}`;
const downText = (side: TakeoverSide) =>
  `${controlScriptName(side.pair)}: ${side.takeover.virtualIp} is released by ${side.host.name}`;
export const statusUp = (side: TakeoverSide) =>
  `${controlScriptName(side.pair)}: up: ${side.takeover.virtualIp} is on ${side.sipInterface.name} of ${side.host.name}`;
export const statusDown = (side: TakeoverSide) =>
  `${controlScriptName(side.pair)}: down: ${side.takeover.virtualIp} is not on ${side.host.name}`;
