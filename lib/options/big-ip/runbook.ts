import { callsUnknownToBackup, restartInTurn } from "../../configuration-layer/readiness";
import { hasPortCheck } from "../../configuration-layer/server-options";
import { BIG_IP_SIDES, isSameDevice, networkOn, selfIp, sharedSelfIps, terraformDeclaresTo } from "../../model/big-ip";
import { formatLongest, formatMilliseconds, milliseconds } from "../../model/duration";
import { managementAddress } from "../../model/host";
import { sipPorts } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { block, paragraphs, steps, table } from "../../text/markdown";
import { oneOf } from "../../text/wording";
import type { Arriving, Earlier, Later, Leaving } from "../moving";
import { objectiveText } from "../outage-table";
import { pauseUntilStable, pointedAtVirtualIp, rolesBefore, switchOver, UNNOTICED_HANG } from "../script-runbook";
import { sendsDatagrams } from "./as3-declaration";
import { post } from "./as3-delivery";
import { interfaceOf, SELF_IP_NAMES, selfIpWithPrefix, trafficGroup } from "./declarative-onboarding";
import { deliveryOf } from "./deliveries";
import type { Delivery } from "./delivery";
import { type BigIpPair, type Member, portOf, type Service, serviceOf, transportsOf } from "./model";
import { ownAddressPeers } from "./own-addresses";
import { pools } from "./pool-members";
import { longestOutages, ROLE_ALLOWANCES } from "./timing";
import { valuesTable } from "./values";

const DEVICE_NETWORK = "The device's network";
const ON_THE_DEVICE = "The pair on the device";
const PROOF = "Proof, before callers use it";
const MOVING_HERE = "Moving here from another option";

/** A pair's chapter: what it is, how it gets onto the device, proof, switchover there and back, roll-back, moving here, what is lost. */
export function bigIpRunbook(topology: Topology, pair: BigIpPair): string {
  const service = serviceOf(topology, pair);
  const [primary, backup] = service.members;
  const delivery = deliveryOf(service.device);
  return paragraphs(
    overview(service),
    `### ${DEVICE_NETWORK}`,
    deviceNetwork(service, delivery),
    `### ${ON_THE_DEVICE}`,
    delivery.deployment(service),
    ...(service.device.redundant ? ["### The second device", secondDevice(service, delivery)] : []),
    `### ${PROOF}`,
    proof(service),
    "### Manual switchover, there",
    switchover(service, primary, backup),
    "### Manual switchover, back",
    switchover(service, backup, primary),
    "### How long callers may find nobody",
    outage(service),
    "### Roll-back",
    rollback(service, delivery),
    "### Changing the transports",
    delivery.transports(service),
    `### ${MOVING_HERE}`,
    movingHere(service),
    "### Why the values are as they are",
    valuesTable(service),
    "### What is not preserved",
    notPreserved(service),
    "### What only people can check",
    peopleCheck(service),
  );
}

function overview(service: Service): string {
  const { device, pair, pool, inside, outside, members } = service;
  const ports = transportsOf(pair)
    .map((transport) => `${transport.toUpperCase()} ${portOf(pair, transport)}`)
    .join(", ");
  return paragraphs(
    `Virtual IP **${pool.virtualIp}** (${ports}) on network ${outside.name}, held by BIG-IP ${device.name} (management ${device.management}, version ${device.version}). The device sends calls to the server that answers its monitor. Only the primary answers, because the backup keeps its SIP port closed (${hasPortCheck(service.topology) ? "deduced" : "deduced from an option that this version of SIP Server does not have"}; the proof below shows it). Nothing runs on the hosts: no script, no alarm reaction.`,
    table(
      ["role at first", "application", "host", "pool member"],
      members.map(({ server, host, address }, index) => [
        index === 0 ? "primary" : "backup",
        server.application,
        host.name,
        `${address} on network ${inside.name}`,
      ]),
    ),
    `The device is the router between network ${inside.name} and everybody else. Packets from the hosts leave with the virtual IP, except packets to the networks below. Only these networks reach a host's own address through the device:`,
    table(
      ["network", "what"],
      ownAddressPeers(service).map(({ network, what }) => [network, what]),
    ),
  );
}

function deviceNetwork(service: Service, delivery: Delivery): string {
  const { topology, device } = service;
  const side = (which: "inside" | "outside") => {
    const { name, vlan } = networkOn(topology, device, which);
    const tag = vlan === undefined ? "not declared" : `${vlan}${device.network.tagged ? ", tagged" : ""}`;
    return [
      which,
      name,
      tag,
      interfaceOf(device, which),
      `${SELF_IP_NAMES[which]} ${selfIpWithPrefix(topology, device, which)}`,
    ];
  };
  return paragraphs(
    table(["side", "VLAN", "tag", "interface", "self IP"], [side("outside"), side("inside")]),
    delivery.network(service),
  );
}

function proof(service: Service): string {
  const { topology, pair, pool, inside, device, members: both } = service;
  const [primary, backup] = both;
  // Nobody can read a TLS request on the way.
  const asked = transportsOf(pair).find((transport) => transport !== "tls");
  const seen =
    asked === undefined
      ? `in the log of ${primary.server.application}`
      : `by \`tcpdump -ni ${inside.name} -A ${asked} port ${portOf(pair, asked)}\` on the device`;
  const ports = sipPorts(pair.sip);
  const listening = `ss -Hln '${ports.map((port) => `sport = :${port}`).join(" or ")}'`;
  return steps(
    `On each host, check that the default route leads to ${selfIp(device, "inside")}, the device's inside self IP: \`netstat -rn\`, on Windows \`route print\`. From each host, check that the device answers: \`ping ${selfIp(device, "inside")}\`.`,
    `Start both servers, the primary first. Check that nothing listens on ${oneOf(ports.map((port) => `port ${port}`))} of the backup's host, except for a moment when the backup starts (on Linux: \`${listening}\`).`,
    `On the device, check that each pool has one member up:\n${pools(service)}\nAvailability is \`available\` for ${named(primary)} and \`offline\` for ${named(backup)}, and the monitor is given as the reason. If both are offline, the primary answers the monitor with a status that does not count: find this status ${seen}, and declare it in monitorCodes. If both are available, the backup answers: ${hasPortCheck(topology) ? "check that `backup-sip-port-check` is true, and stop here" : "stop here, and ask the vendor"}.`,
    `Make a call to ${pool.virtualIp}, and a call from the pair to a caller outside. Check that the caller sees both calls come from ${pool.virtualIp}.`,
    // Clients of the Configuration Layer use the Host object's address, which may be on another network than the device's inside.
    ...(managementAddress(primary.host) === primary.address
      ? [
          `Check the forwarding virtual server of ${primary.host.name}: a T-Library client outside, in one of the networks of the overview, reaches port ${primary.server.ports.tlib} of ${primary.address}. A machine that is in none of these networks does not.`,
        ]
      : []),
  );
}

/** The device shows only a member's address. */
function named({ host, address }: Member): string {
  return `${host.name} (${address})`;
}

function switchover(service: Service, from: Member, to: Member): string {
  const { topology, pair, pool } = service;
  return steps(
    `${rolesBefore(topology, pair, from.server)} ${named(from)} is the member that is available.`,
    switchOver(from.server),
    `Check that ${named(to)} is available within ${pool.monitorInterval} after its server has become primary, and that ${named(from)} is offline within ${pool.monitorTimeout}:\n${pools(service)}`,
    `Make a call to ${pool.virtualIp}, and check that an older call continues.`,
    staleFlows(service, from),
    `If no member is available, find out from the log of ${to.server.application} whether it is primary and has opened its port. If both members are available for longer than ${pool.monitorTimeout}, both servers are primary: stop ${from.server.application}.`,
    pauseUntilStable(topology),
  );
}

/** A UDP caller keeps reaching the old server if that server has sent to him (fact `outbound-flows`). */
function staleFlows(service: Service, from: Member): string | undefined {
  if (!sendsDatagrams(service)) return undefined;
  return `If calls of one caller over UDP still go to ${from.host.name}, ${from.server.application} has sent to that caller, and what the caller sends belongs to that flow until the caller has been silent for ${service.pool.udpIdleTimeout} (deduced). End such flows on the device (from memory; compare the command with the documentation of your version):\n${block("sh", [`tmsh delete sys connection cs-client-addr ${from.address} protocol udp`])}`;
}

function outage(service: Service): string {
  const { topology, pool, pair } = service;
  const { failureDetection } = topology.managementLayer;
  const { switchover: planned, hostLoss } = longestOutages(topology, pool);
  const addp = formatMilliseconds(2 * milliseconds(failureDetection.addpTimeout));
  const allowances = ROLE_ALLOWANCES;
  const objective = objectiveText(pair);
  const timers = `monitorInterval ${pool.monitorInterval}), monitorTimeout ${pool.monitorTimeout}`;
  return paragraphs(
    "The longer of two times counts: until the monitor finds the new primary, and until it gives up the old one. The times are computed from the declared timers; a device's monitor may need some moments more. Between the two times, calls may go to either server. Callers repeat what they send over UDP, and the repetition may reach the other server.",
    sendsDatagrams(service)
      ? `A caller over UDP to whom the old server has sent may still reach that server until the caller has been silent for ${pool.udpIdleTimeout}, or until somebody ends the flow, as under the switchover (deduced). These times do not include that.`
      : undefined,
    table(
      ["what happens", "at most", "max of"],
      [
        ["a switchover by hand", formatLongest(planned), `(0 + ${timers}`],
        hostLoss === undefined
          ? ["the primary's host is lost", "not known", "ADDP is off, so nobody knows when the loss is noticed"]
          : [
              "the primary's host is lost",
              formatLongest(hostLoss),
              `(2 x addpTimeout ${addp} + disconnectSwitchoverTimeout ${failureDetection.disconnectSwitchoverTimeout} + ${allowances.what} ${formatLongest(allowances.milliseconds)} + ${timers}; ${objective}`,
            ],
      ],
    ),
  );
}

/** What is to be done for the second of two devices, for which no files are written. */
function secondDevice(service: Service, delivery: Delivery): string {
  const { topology, device, pool } = service;
  const moving = BIG_IP_SIDES.map((side) => selfIpWithPrefix(topology, device, side)).join(" and ");
  return paragraphs(
    `Genesys has not validated two devices that back each other up (documented), and nothing of this chapter is verified. ${delivery.ofSecond}`,
    steps(
      `Each of the two needs self IPs of its own on both VLANs, in \`traffic-group-local-only\`. These self IPs are not written here. They are not ${moving}, which move with the virtual IP ${pool.virtualIp} in \`${trafficGroup(device)}\`.`,
      `Work only on the device at ${device.management}. What is written here does not synchronise the two devices: synchronise them afterwards with their device group, as F5's documentation of your version says.`,
      `On the other device, check that each pool has one member up as well, because its own monitors ask the servers:\n${pools(service)}`,
      "Fail over in a maintenance window, during calls. Afterwards, check that no member goes up and down: F5 knows of that problem with the SIP monitors of two devices (ID 669978).",
    ),
  );
}

function rollback(service: Service, delivery: Delivery): string {
  return steps(
    ...delivery.undone(service),
    `Import the last good options of both servers. ${restartInTurn(service.topology, service.pair)} Check that one member of each pool is available.`,
    "Check out the last good revision of the environment and synthesize it, so that the files say what the device has.",
  );
}

function movingHere(service: Service): string {
  const { pair, pool, device, members: both } = service;
  const hosts = both.map(({ host }) => host.name).join(" and ");
  return steps(
    `Change the \`highAvailability\` of ${pair.name} in the environment, put ${hosts} on network ${service.inside.name}, and synthesize. \`sip-ha check\` says what is missing.`,
    `Bring the pair to the device, as above${terraformDeclaresTo(device) ? `, but with \`${post(service, "deploy")}\`: Terraform's apply would also remove the scripts of the earlier option from the hosts` : ""}. As long as callers use the old address, nothing changes for them.`,
    "In a maintenance window, take the steps that the earlier runbook has for the way to another option. Then apply.",
    `${defaultRoute(service)} Import the new options of both servers (\`sip-address\` is ${pool.virtualIp}), and restart them, the backup first.`,
    `Do the proof above. ${pointedAtVirtualIp(pool.virtualIp)}`,
  );
}

function defaultRoute({ device, members: both }: Service): string {
  return `Set the default route of ${both.map(({ host }) => host.name).join(" and ")} to ${selfIp(device, "inside")}.`;
}

/** What the device needs before a declaration may name its networks. */
export function bigIpPreparing(topology: Topology, pair: BigIpPair, earlier?: Earlier): readonly string[] {
  const { device } = serviceOf(topology, pair);
  const later = [...(earlier?.topology.bigIps.values() ?? [])].flatMap((other) => {
    const taken = other.name === device.name || isSameDevice(other, device) ? [] : sharedSelfIps(other, device);
    return taken.length === 0 ? [] : `, except ${taken.join(" and ")}, which ${other.name} still has`;
  });
  return [
    `Check that BIG-IP ${device.name} has the networks that "${DEVICE_NETWORK}" in the chapter of a pair behind it shows${later.join("")}.`,
    ...(terraformDeclaresTo(device) && earlier === undefined
      ? [
          `Go through the steps of "${ON_THE_DEVICE}" there as far as \`terraform init\`: what BIG-IP ${device.name} has now is the way back, and the apply below replaces it. Apply in the same shell, because it has the account then.`,
        ]
      : []),
  ];
}

/**
 * What is done on the device, to the hosts' default routes and for the callers. The device may take the pair while callers still use the earlier setup,
 * unless two would then answer for one virtual IP.
 */
export function bigIpArriving(topology: Topology, pair: BigIpPair, earlier?: Earlier): Arriving {
  const service = serviceOf(topology, pair);
  const isAhead =
    earlier !== undefined &&
    earlier.pair.highAvailability.option !== service.pool.option &&
    earlier.virtualIp !== service.pool.virtualIp;
  return {
    ahead: isAhead
      ? [
          `Bring the pair to the device, as "${MOVING_HERE}" of its chapter in the runbook says. As long as callers use what they use now, nothing changes for them.`,
        ]
      : [],
    beforeStart: [
      isAhead || terraformDeclaresTo(service.device)
        ? `Check that the device has taken the pair, as the last step under "${ON_THE_DEVICE}" of its chapter in the runbook says.`
        : `Bring the pair to the device, as "${ON_THE_DEVICE}" of its chapter in the runbook says.`,
      defaultRoute(service),
    ],
    afterStart: [`Prove the pair, as "${PROOF}" of its chapter says.`],
    callers: [pointedAtVirtualIp(service.pool.virtualIp)],
  };
}

/** What is done on the device, and to the hosts' default routes. */
export function bigIpLeaving(topology: Topology, pair: BigIpPair, later?: Later): Leaving {
  const service = serviceOf(topology, pair);
  const { device, members: both } = service;
  const delivery = deliveryOf(device);
  const next = later?.topology?.bigIps.get(device.name) ?? device;
  const isByTerraform = terraformDeclaresTo(device) && terraformDeclaresTo(next);
  return {
    release: [delivery.kept(service)],
    removal: [
      isByTerraform
        ? "Terraform takes the pair off the device: it posts the declaration without the pair, and removes the tenant with the last pair. Callers do not reach the pair from then on until it is served again."
        : `${delivery.takenOff(service)} Callers do not reach the pair from then on until it is served again.`,
    ],
    beforeStart: [`Give ${both.map(({ host }) => host.name).join(" and ")} their former default route.`],
    afterwards: [],
  };
}

function notPreserved({ topology, pair }: Service): string {
  const items = [
    "Calls that are being set up or changed at that moment; callers repeat their requests over UDP, and most of these succeed.",
    ...(pair.sip.transports.some((one) => one !== "udp")
      ? [
          "TCP and TLS connections: the device resets them when their member is down, and each peer has to connect again.",
        ]
      : []),
    callsUnknownToBackup(topology),
    "Anything, while the device itself is down: it is the router of both hosts.",
  ];
  return items.map((item) => `- ${item}`).join("\n");
}

function peopleCheck(service: Service): string {
  const { inside, outside, device, pool, pair } = service;
  return [
    `The interfaces of ${device.name} are cabled to the networks in the table, and the switch ports carry these VLANs.`,
    `Both hosts' default route is ${selfIp(device, "inside")}. A host with further interfaces needs routes of its own for what is to go out there: the device drops an answer from another address of the host that comes through network ${inside.name}.`,
    `Routers know network ${outside.name}; machines in the exclusions have a route to network ${inside.name} through ${selfIp(device, "outside")}.`,
    `Calls between this pair and another pair behind ${device.name} by their virtual IPs: none of the virtual servers takes them from network ${inside.name}.`,
    UNNOTICED_HANG,
    ...(pair.sip.transports.includes("tls")
      ? [
          `The certificates of both servers name what callers of ${pool.virtualIp} use: the device passes TLS through.`,
          "If Genesys Voice Platform serves this pair, it is 8.1.7 or later, which TLS behind a BIG-IP requires (documented).",
        ]
      : []),
  ]
    .map((item) => `- ${item}`)
    .join("\n");
}
