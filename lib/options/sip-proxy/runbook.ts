import { callsUnknownToBackup, restartInTurn } from "../../configuration-layer/readiness";
import { TLS_PAGE } from "../../configuration-layer/sip-proxy-facts";
import { formatLongest, formatMilliseconds } from "../../model/duration";
import type { Outage } from "../../model/outage";
import { type SipServer, serversOf, type Transport } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { block, paragraphs, steps, table } from "../../text/markdown";
import { outageTable } from "../outage-table";
import { pauseUntilStable, rolesBefore, switchOver, UNNOTICED_HANG, unwatchedSipInterface } from "../script-runbook";
import { poolRecords } from "./dns-records";
import { TTL_ADVICE } from "./endpoints";
import { MOVING_HERE, movingHere } from "./migration";
import {
  ENDPOINT_CLASSES,
  hasKnownPorts,
  internalTransport,
  listensPlain,
  outboundProxyDn,
  type ProxiedPair,
  portOf,
  proxyInterface,
  serverInterface,
  transportsOf,
} from "./model";
import { hostLossOutage, processLossOutage, TRANSACTION_TIMEOUT } from "./timing";

/** The chapter of a pair behind a pool: order, records, proof, switchover there and back, failures with their times, roll-back, moving here. */
export function sipProxyRunbook(topology: Topology, pair: ProxiedPair): string {
  const [primary, backup] = serversOf(pair);
  return paragraphs(
    overview(topology, pair),
    "### Order",
    order(topology, pair),
    "### DNS, and its proof",
    dns(topology, pair),
    "### Proof of the pool, before callers use it",
    proof(topology, pair),
    "### Manual switchover, there",
    switchover(topology, pair, primary, backup),
    "### Manual switchover, back",
    switchover(topology, pair, backup, primary),
    "### If the primary's process dies",
    outage(processLossOutage(pair), pair),
    "### If the primary's host is lost",
    outage(hostLossOutage(topology, pair), pair),
    WHAT_BOUNDS_IT,
    "### If a proxy is lost",
    proxyLoss(pair),
    "### If no name server answers",
    `Equipment that still keeps the records continues, for at most ${pair.highAvailability.recordTtl}. Equipment that asks again finds no proxy. ${pair.primary.application} and ${pair.backup.application} find their outbound proxy by the same records. So at least two name servers must answer for this zone, on other hosts than the proxies.`,
    ...resourceManagers(pair),
    "### Roll-back",
    rollback(topology, pair),
    "### What is not preserved",
    notPreserved(topology),
    `### ${MOVING_HERE}`,
    movingHere(topology, pair),
    "### What only people can check",
    peopleCheck(topology, pair),
  );
}

function overview(topology: Topology, pair: ProxiedPair): string {
  const { fqdn, port, tlsPort, addressFqdn, proxies } = pair.highAvailability;
  const ports = [
    ...(listensPlain(pair) ? [`port ${port}`] : []),
    ...(transportsOf(pair).includes("tls") ? [`over TLS ${tlsPort}`] : []),
  ].join(", ");
  const also = addressFqdn === undefined ? "" : `; equipment without SRV uses **${addressFqdn}**`;
  const networkOf = ({ network, address }: { network: string; address: string }) => [address, network];
  return paragraphs(
    `Callers reach the pair by the name **${fqdn}**${also}. DNS leads them to a SIP Proxy (${ports}), and each proxy finds out by itself which of the two servers is primary. There is no virtual IP, no script, no alarm condition and no reaction; no host gets a file.`,
    table(
      ["what", "application", "host", "SIP address", "network"],
      [
        ...serversOf(pair).map((server, index) => [
          index === 0 ? "primary at first" : "backup",
          server.application,
          server.host,
          ...networkOf(serverInterface(topology, pair, server)!),
        ]),
        ...proxies.map((proxy) => [
          "proxy",
          proxy.application,
          proxy.host,
          ...networkOf(proxyInterface(topology, proxy)!),
        ]),
      ],
    ),
  );
}

function order(topology: Topology, pair: ProxiedPair): string {
  const { proxies, port } = pair.highAvailability;
  const dn = outboundProxyDn(pair);
  const byHand = listensPlain(pair) ? proxies.filter((proxy) => !hasKnownPorts(pair, proxy)) : [];
  return steps(
    `Install SIP Proxy on ${proxies.map(({ host }) => host).join(", ")}; the installation makes the applications ${proxies.map(({ application }) => application).join(", ")}. The import completes these applications and creates none, because their template was found in no documentation.`,
    `Import the objects and the options as in chapter 2. The option \`applications\` is for all SIP Servers in the environment (documented), and contains the primaries that are declared here. Add the other primaries that the Configuration Layer has.`,
    byHand.length === 0
      ? undefined
      : `On the Server Info tab of ${byHand.map(({ application }) => application).join(" and ")}, add a listening port with the id \`sip-port\` and the number ${port}. The port is not in \`objects.json\`, because an import replaces the whole list, with the port \`default\` in it${transportsOf(pair).includes("tls") ? " and what listens for TLS" : ", unless `defaultPort` is declared"}.`,
    transportsOf(pair).includes("tls")
      ? `Set up SIP over TLS on the proxies, port ${pair.highAvailability.tlsPort}, as SIP Proxy's page on TLS says (${TLS_PAGE}); no option for it is written.${internalTransport(pair) === "tls" ? " The servers use TLS to the proxies, too, so each server needs a TLS port and its certificates." : ""}`
      : undefined,
    `Import \`configuration-layer/dn/${dn}.cfg\` on the Annex of the DN ${dn} of Switch ${topology.genesys.switch}.`,
    "Start the proxies. Then put the DNS records into service, and prove the records.",
    `${restartInTurn(topology, pair)} Both servers send through the pool from then on. Last, point endpoints, gateways and trunks at the name.`,
  );
}

function dns(topology: Topology, pair: ProxiedPair): string {
  const { zone, fqdn, recordTtl } = pair.highAvailability;
  const isOwn = zone === fqdn;
  const proofs = poolRecords(topology, pair).map(
    ({ name, type, data }) =>
      `${block("sh", [`dig +short ${type} ${name} | sort`])}\nExpected output:\n\n${block("text", data)}`,
  );
  return paragraphs(
    isOwn
      ? `\`dns/${zone}.zone\` is a zone of its own, which replaces no other record. Load it on the name servers that the endpoints, the servers and the proxies ask, or delegate it.`
      : `The records belong to the zone ${zone}. If the zone exists, add the records of \`dns/${zone}.zone\` that stand below the NS lines, or add the records of \`dns/records.json\` with the tool that manages the zone. Do not load the file in place of the existing zone.`,
    `The records are kept for ${recordTtl}. If there are records already, shorten their TTL in advance, as long before the change as these records are kept. A name server takes the file if this says OK:`,
    block("sh", [`named-checkzone ${zone} dns/${zone}.zone`]),
    "On a machine in the network of the endpoints, and on each host above:",
    ...proofs,
  );
}

function proof(topology: Topology, pair: ProxiedPair): string {
  const { proxies } = pair.highAvailability;
  const [transport] = transportsOf(pair) as [Transport];
  const port = `port ${portOf(pair.highAvailability, transport)}${transport === "tls" ? " over TLS" : ""}`;
  return steps(
    `Start both servers, the primary first, then the proxies. Check that ${pair.primary.application} is primary in Solution Control Interface.`,
    ...proxies.map((proxy) => {
      const { address } = proxyInterface(topology, proxy)!;
      return `Make a call through ${proxy.application} only: let a test phone use ${address}, ${port}, as its outbound proxy. Check in the log of ${pair.primary.application} that the call reaches it.`;
    }),
    "Let the test phone use the pool's name. Make a call from the phone, and a call to it. Check in a trace that the call to the phone leaves through a proxy, as its Via headers show.",
    ...(proxies.length > 1
      ? [
          `Stop ${proxies[0]!.application}. Check that calls to the name still come through; the first call of each phone comes through after a wait. Start ${proxies[0]!.application} again.`,
        ]
      : []),
  );
}

function switchover(topology: Topology, pair: ProxiedPair, from: SipServer, to: SipServer): string {
  const longest = processLossOutage(pair);
  const time = longest === undefined ? "an unknown time" : formatLongest(longest.milliseconds);
  return steps(
    `${rolesBefore(topology, pair, from)} Make a call, and check that it goes through.`,
    switchOver(from),
    `The proxies follow when ${from.application} no longer answers their OPTIONS, or at once if ${to.application} sends a request (documented). They follow after ${time} at the latest.`,
    `Make a call to ${pair.highAvailability.fqdn}. Check in the log of ${to.application} (${serverInterface(topology, pair, to)!.address}) that the call came there. Check that an older call continues.`,
    `If calls still go to ${from.application}, check in a trace whether it still answers OPTIONS although it is backup. Then stop ${from.application}, and ask the vendor: what a backup answers is not documented.`,
    pauseUntilStable(topology),
  );
}

function outage(longest: Outage | undefined, pair: ProxiedPair): string {
  if (longest === undefined)
    return "ADDP or oosCheck is off, so it is not known how long it takes until the proxies follow.";
  return outageTable(longest, pair);
}

const WHAT_BOUNDS_IT =
  "These times are deduced from the documented algorithm. Up to one oosCheck passes until a proxy asks the primary, and another oosCheck without an answer. Then the proxy asks both servers in turn, each for one oosForce. Meanwhile the Management Layer makes the backup primary, and the slower of the two counts. A caller repeats a request over UDP after 0.5, 1, 2, 4, 8 and 16 s and gives up after 32 s (RFC 3261). So a call that was tried in between comes through at its next repetition, up to 16 s later.";

function proxyLoss(pair: ProxiedPair): string {
  const { proxies, endpoints, recordTtl, addressTtl, addressFqdn } = pair.highAvailability;
  const kinds = endpoints.length === 0 ? ENDPOINT_CLASSES : [...new Set(endpoints)];
  const timeout = formatMilliseconds(TRANSACTION_TIMEOUT);
  return paragraphs(
    `Only the endpoints themselves can make up for a lost proxy. They give up a request to a lost proxy after ${timeout} at the latest (RFC 3261), or at once if the network says that nobody is there. If all but one of the ${proxies.length} proxies are lost, an endpoint that tries them one after the other needs up to ${proxies.length - 1} x ${timeout}.`,
    table(
      ["endpoints", "what they do"],
      kinds.map((kind) => [kind, TTL_ADVICE[kind].whenProxyIsLost]),
    ),
    `If a proxy stays away, take it out of DNS. Equipment that asks for SRV follows after ${recordTtl} at most${addressFqdn === undefined ? "" : `, and equipment that asks for ${addressFqdn} after ${addressTtl}`}, if it keeps to the TTL. Some phones keep records for longer.`,
  );
}

function resourceManagers(pair: ProxiedPair): string[] {
  const { resourceManagers: pairs, fqdn } = pair.highAvailability;
  if (pairs.length === 0) return [];
  return [
    "### Resource Managers beside the pool",
    paragraphs(
      `Each of these pairs is active-active and independent of the others (documented). They find the servers by ${fqdn}, like any endpoint.`,
      table(
        ["pair", "Resource Manager", "host"],
        pairs.flatMap(({ members }, index) =>
          members.map(({ application, host }) => [String(index + 1), application, host]),
        ),
      ),
      "No documentation was seen of how a Resource Manager is set up for that, so nothing is written for it.",
    ),
  ];
}

function rollback(topology: Topology, pair: ProxiedPair): string {
  return steps(
    "Put the last good DNS records back first: callers follow them, and it takes their TTL until all callers do. If secondary servers take over the zone, set a higher `zoneSerial` than they have: the last good revision has a lower one, which they ignore.",
    "Import the last good objects and options. Options of a proxy that take effect after a restart (`applications`, `serving-sipserver`, `sip-address`) need one: restart the proxies one after the other.",
    restartInTurn(topology, pair),
  );
}

function notPreserved(topology: Topology): string {
  return [
    "- Calls that are being set up or changed at that moment, unless the caller repeats its request until the proxies have followed. SIP Proxy does not support a switchover in the middle of a transaction (documented): a call that rings at that moment cannot be answered and has to be released, a CANCEL may do nothing, and an outgoing call may stay on SIP Server for an unknown time.",
    "- TCP and TLS connections: they end with the proxy or the server that had them, and each peer has to connect again.",
    "- Transactions in a proxy that is lost: one proxy handles each transaction and tells the other proxies nothing about it (documented).",
    `- ${callsUnknownToBackup(topology)}`,
  ].join("\n");
}

/** Whether there may be endpoints that resolve only addresses, as softphones do: they are declared, or the kinds of endpoints are not known. */
function maySoftphonesBeThere({ highAvailability: { endpoints } }: ProxiedPair): boolean {
  return endpoints.length === 0 || endpoints.includes("address");
}

function peopleCheck(topology: Topology, pair: ProxiedPair): string {
  const { genesys, pairs } = topology;
  const others = [...pairs.keys()].filter((name) => name !== pair.name);
  return [
    "Each kind of endpoint tries the next target when its proxy is silent, how long it waits, and how long it keeps records. The vendor names Polycom SoundPoint IP as tested (2013).",
    maySoftphonesBeThere(pair)
      ? "Endpoints that are made with the vendor's SIP Endpoint SDK 8 use the name with addresses, because they do not resolve SRV records. Their `sip_transaction_timeout` is 4000, not 32000, and over UDP their `reg_interval` is above 0; otherwise they register through no other proxy while their own is down (documented)."
      : undefined,
    "Somebody notices if a proxy reaches neither server: it then logs event 40001, at level Standard (documented). No alarm condition is written for this event, because the event that would clear it was not seen. An alarm condition of your own needs the proxies connected to Message Server.",
    "Firewalls between the subnets let SIP pass between every proxy and both servers, and OPTIONS are not filtered.",
    "At least two name servers answer for the zone, and the servers and proxies ask them too.",
    others.length === 0
      ? undefined
      : `Switch ${genesys.switch} has other pairs too (${others.join(", ")}). Whether their servers would use the outbound proxy DN as well is not documented: give this pair a Switch of its own, or ask the vendor.`,
    unwatchedSipInterface(topology, pair),
    UNNOTICED_HANG,
    "If TLS is used, the certificates of the proxies name what callers use.",
  ]
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join("\n");
}
