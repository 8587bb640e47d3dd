import { healthAlarmConditions } from "../../configuration-layer/alarm-conditions";
import { callsUnknownToBackup, restartInTurn } from "../../configuration-layer/readiness";
import { type Host, interfacesForSip } from "../../model/host";
import { type SipServer, type SipService, serversOf, sipPorts } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { paragraphs, steps, table } from "../../text/markdown";
import { allOf, oneOf } from "../../text/wording";
import { pauseUntilStable, rolesBefore, switchOver, UNNOTICED_HANG } from "../script-runbook";
import { listing } from "./listeners";
import { MOST_SEATS, type SingleHostPair } from "./model";

/** A pair's chapter: what it is, proof of its ports, switchover there and back, and what it does not protect against. */
export function singleHostRunbook(topology: Topology, pair: SingleHostPair): string {
  const [primary, backup] = serversOf(pair);
  const host = topology.hosts.get(primary.host)!;
  return paragraphs(
    overview(topology, host, pair),
    "### Proof of the ports, before callers use it",
    proof(host, pair),
    "### Manual switchover, there",
    switchover(topology, pair, primary, backup),
    "### Manual switchover, back",
    switchover(topology, pair, backup, primary),
    "### If the primary's process dies",
    `LCA on ${primary.host} notices it by its broken connection, and Solution Control Server makes the other server primary. If the server that died is restarted automatically, it comes back as backup (deduced). Prove it in a maintenance window: end the primary's process, make a call, and check that Solution Control Interface shows the roles exchanged.`,
    "### Roll-back",
    `Import the last good objects and options. ${restartInTurn(topology, pair)}`,
    "### What it does not protect from",
    notProtected(primary.host),
    "### What is not preserved",
    notPreserved(topology),
    "### What only people can check",
    peopleCheck(pair),
  );
}

function overview(topology: Topology, host: Host, pair: SingleHostPair): string {
  const { primary, backup, sip, highAvailability } = pair;
  const row = (role: string, { application, ports }: SipServer) => [
    role,
    application,
    String(ports.tlib),
    ports.haSync === ports.tlib ? "the T-Library port" : String(ports.haSync),
    ports.http === undefined ? "none" : String(ports.http),
  ];
  const health = allOf(healthAlarmConditions(topology).map(({ name }) => name));
  const tls = sip.tlsPort === undefined ? "" : `, over TLS ${sip.tlsPort}`;
  return paragraphs(
    `Both servers run on host **${host.name}** (${oneOf(interfacesForSip(host).map(({ address }) => address))}) and share its SIP port ${sip.port}${tls}. Nothing moves: there is no virtual IP, no script and no reaction. The alarm conditions are those of the environment, ${health}. They notify somebody and start nothing. The vendor supports this for ${MOST_SEATS} seats or fewer; ${highAvailability.seats} are declared.`,
    table(
      ["role at first", "application", "T-Library port", "HA link", "HTTP port"],
      [row("primary", primary), row("backup", backup)],
    ),
  );
}

function proof(host: Host, { primary, backup, sip }: SingleHostPair): string {
  const own = [primary, backup].map(({ application, ports }) => `${ports.tlib} is ${application}'s`).join(", ");
  return steps(
    `Start both servers, the primary first. On ${primary.host}, each listens on its own T-Library port${listing(host, [primary.ports.tlib, backup.ports.tlib])} lines of two processes: ${own}. Write down the number (pid) of each.`,
    `Only the primary listens on the SIP port (deduced, not documented)${sipListing(host, sip)} lines with only the primary's number. If it shows both numbers, or if the backup is reported as not able to serve, stop here and ask the vendor.`,
    "Make a call.",
  );
}

function sipListing(host: Host, sip: SipService): string {
  return listing(host, sipPorts(sip));
}

function switchover(topology: Topology, pair: SingleHostPair, from: SipServer, to: SipServer): string {
  const host = topology.hosts.get(from.host)!;
  return steps(
    rolesBefore(topology, pair, from),
    switchOver(from),
    `After some seconds, check that ${to.application} is primary and has the SIP port of ${host.name}${sipListing(host, pair.sip)} lines with only its number.`,
    "Make a call, and check that an older call continues.",
    `If ${from.application} still has the port, stop it, and find out from its log why it kept the port. If neither server has the port, see the log of ${to.application}.`,
    pauseUntilStable(topology),
  );
}

function notProtected(host: string): string {
  return [
    `- The loss of ${host} for any reason: power, hardware, operating system, a restart for maintenance. Both servers are down until it is back.`,
    `- The loss of its network: card, cable, switch port, address.`,
    "- Anything that both processes share: processors, memory, disk, LCA.",
    "",
    "A pair that must survive one of these needs its backup on a host of its own.",
  ].join("\n");
}

function notPreserved(topology: Topology): string {
  return [
    "- Calls that are being set up or changed at that moment, unless the caller repeats its request.",
    "- TCP and TLS connections: they end with the process that had them, and each peer has to connect again.",
    `- ${callsUnknownToBackup(topology)}`,
  ].join("\n");
}

function peopleCheck({ primary, backup }: SingleHostPair): string {
  return [
    `- The log files of ${primary.application} and ${backup.application} have different names: both processes write at once.`,
    "- The host has the processors and the memory for two SIP Servers, also while one starts under load.",
    `- ${UNNOTICED_HANG}`,
  ].join("\n");
}
