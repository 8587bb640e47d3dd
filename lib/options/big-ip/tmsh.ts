import { BIG_IP_SIDES, type BigIp, networkOn } from "../../model/big-ip";
import { wholeSeconds } from "../../model/duration";
import type { Transport } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type As3Item, as3Declaration, folderOf, ITEM, sendsDatagrams } from "./as3-declaration";
import { DEFAULT_ROUTE, interfaceOf, SELF_IP_NAMES, selfIpWithPrefix, trafficGroup } from "./declarative-onboarding";
import { type Member, pairsBehind, portOf, type Service, serviceOf, transportsOf } from "./model";
import { ownAddressPeers } from "./own-addresses";

/**
 * The content of the two declarations, as commands of the device's own shell: to read, to compare with, and for a device without AS3. The words for the pools
 * are those that AS3 itself makes from the declaration; no device has run them.
 */
export function tmshCommands(topology: Topology, device: BigIp): string {
  return `${[
    `# BIG-IP ${device.name}, environment ${topology.environment}: as3.json and declarative-onboarding.json as commands. Written by sip-server-ha; do not edit.`,
    "# Use either these commands or the declarations, never both: AS3 removes what it finds in its tenant and has not made.",
    "# For a shell opened by `tmsh`. Virtual servers with a source address need BIG-IP 11.3. Not run on a device.",
    "",
    "# The network. These commands follow the vendor's own templates for another version; compare them with the documentation of your version.",
    ...network(topology, device),
    "",
    "# The environment's partition.",
    `create auth partition ${device.tenant}`,
    ...pairsBehind(topology, device).flatMap((pair) => ["", ...pairCommands(serviceOf(topology, pair))]),
    "",
    "save sys config",
  ].join("\n")}\n`;
}

function network(topology: Topology, device: BigIp): string[] {
  const { gateway } = networkOn(topology, device, "outside");
  return [
    ...BIG_IP_SIDES.flatMap((side) => {
      const { name, vlan } = networkOn(topology, device, side);
      const tagging = device.network.tagged ? "tagged" : "untagged";
      const tag = vlan === undefined ? "" : ` tag ${vlan}`;
      return [
        `create net vlan ${name} interfaces add { ${interfaceOf(device, side)} { ${tagging} } }${tag}`,
        `create net self ${SELF_IP_NAMES[side]} address ${selfIpWithPrefix(topology, device, side)} vlan ${name} allow-service none traffic-group ${trafficGroup(device)}`,
      ];
    }),
    ...(gateway === undefined ? [] : [`create net route ${DEFAULT_ROUTE} network default gw ${gateway}`]),
  ];
}

/** The objects that the commands of a pair create, in their order: `ltm pool /prod-east/east-trunks/pool_sip_udp`. */
export function pairObjects(service: Service): string[] {
  return pairCommands(service).flatMap((command) => /^create (.+? \/\S+)/.exec(command)?.[1] ?? []);
}

function pairCommands(service: Service): string[] {
  const { pair, device, pool, members } = service;
  const folder = folderOf(service);
  const transports = transportsOf(pair);
  const virtualAddress = `/${device.tenant}/${ITEM.virtualAddress(pool)}`;
  return [
    `# Pair ${pair.name}.`,
    `create sys folder ${folder}`,
    ...members.map(({ address }) => `create ltm node /${device.tenant}/${address} address ${address} monitor default`),
    `create ltm virtual-address ${virtualAddress} address ${pool.virtualIp}`,
    ...(transports.includes("udp") ? [udpProfile(service)] : []),
    ...(transports.some((one) => one !== "udp") ? [tcpProfile(service)] : []),
    ...transports.flatMap((transport) => [
      monitor(service, transport),
      poolCommand(service, transport),
      virtualServer(service, transport, virtualAddress),
    ]),
    `create ltm snat-translation /${device.tenant}/${pool.virtualIp} address ${pool.virtualIp}`,
    `create ltm snatpool ${folder}/${ITEM.snatPool} members replace-all-with { /${device.tenant}/${pool.virtualIp} }`,
    `create ltm data-group internal ${folder}/${ITEM.ownAddresses} type ip records replace-all-with { ${ownAddressPeers(
      service,
    )
      .map(({ network: peer }) => `"${peer}" { data own-address }`)
      .join(" ")} }`,
    ...rules(service),
    `create ltm profile fastl4 ${folder}/${ITEM.forwardProfile} idle-timeout 300 loose-initialization enabled loose-close enabled reset-on-timeout disabled`,
    ...(sendsDatagrams(service)
      ? [
          `create ltm profile fastl4 ${folder}/${ITEM.datagramProfile} idle-timeout ${wholeSeconds(pool.udpIdleTimeout)} loose-initialization disabled loose-close disabled reset-on-timeout disabled`,
        ]
      : []),
    ...members.flatMap((member) => [
      outbound(service, ITEM.outbound(member), member, "any", ITEM.forwardProfile),
      ...(sendsDatagrams(service)
        ? [outbound(service, ITEM.datagrams(member), member, "udp", ITEM.datagramProfile)]
        : []),
      ...inbound(service, member),
    ]),
  ];
}

function udpProfile(service: Service): string {
  const idle = wholeSeconds(service.pool.udpIdleTimeout);
  return `create ltm profile udp ${folderOf(service)}/${ITEM.udpProfile} datagram-load-balancing enabled idle-timeout ${idle} allow-no-payload enabled`;
}

function tcpProfile(service: Service): string {
  const idle = wholeSeconds(service.pool.tcpIdleTimeout);
  return `create ltm profile tcp ${folderOf(service)}/${ITEM.tcpProfile} idle-timeout ${idle} keep-alive-interval ${Math.min(60, idle)}`;
}

function monitor(service: Service, transport: Transport): string {
  const { monitorInterval, monitorTimeout, monitorCodes } = service.pool;
  const codes = [...monitorCodes].sort((a, b) => a - b).join(" ");
  const filter = codes === "" ? "none" : `"${codes}"`;
  return `create ltm monitor sip ${folderOf(service)}/${ITEM.monitor(transport)} mode ${transport} filter ${filter} filter-neg none headers none request none interval ${wholeSeconds(monitorInterval)} timeout ${wholeSeconds(monitorTimeout)} time-until-up 0 up-interval 0`;
}

function poolCommand(service: Service, transport: Transport): string {
  const { pair, device, members, pool } = service;
  const folder = folderOf(service);
  const isRanked = pool.memberPriority === "primary-first";
  const listed = members.map(
    ({ address }, index) =>
      `/${device.tenant}/${address}:${portOf(pair, transport)} { priority-group ${isRanked ? 10 - 5 * index : 0} }`,
  );
  const [action, tries] = transport === "udp" ? ["reselect", 1] : ["reset", 0];
  return `create ltm pool ${folder}/${ITEM.pool(transport)} load-balancing-mode round-robin members replace-all-with { ${listed.join(" ")} } min-active-members ${isRanked ? 1 : 0} monitor min 1 of { ${folder}/${ITEM.monitor(transport)} } reselect-tries ${tries} service-down-action ${action} slow-ramp-time 0`;
}

function virtualServer(service: Service, transport: Transport, virtualAddress: string): string {
  const { pair, outside } = service;
  const folder = folderOf(service);
  const [protocol, profile] = transport === "udp" ? ["udp", ITEM.udpProfile] : ["tcp", ITEM.tcpProfile];
  return `create ltm virtual ${folder}/${ITEM.server(transport)} destination ${virtualAddress}:${portOf(pair, transport)} ip-protocol ${protocol} mask 255.255.255.255 persist none pool ${folder}/${ITEM.pool(transport)} profiles replace-all-with { ${folder}/${profile} { context all } } source 0.0.0.0/0 source-address-translation { type none } source-port preserve translate-address enabled translate-port enabled vlans replace-all-with { /Common/${outside.name} } vlans-enabled`;
}

/** The rules have the text of the declaration, but each rule is on one line in the shell. */
function rules(service: Service): string[] {
  const { declaration } = as3Declaration(service.topology, service.device);
  const tenant = declaration[service.device.tenant] as Record<string, Record<string, As3Item>>;
  return [ITEM.outboundRule, ITEM.inboundRule].map((name) => {
    const text = String(tenant[service.pair.name]![name]!.iRule);
    return `create ltm rule ${folderOf(service)}/${name} ${text.trimEnd().replaceAll(/\n\s*/g, " ")}`;
  });
}

function outbound(service: Service, name: string, member: Member, protocol: "any" | "udp", profile: string): string {
  const folder = folderOf(service);
  return `create ltm virtual ${folder}/${name} destination 0.0.0.0:any mask any ip-forward ip-protocol ${protocol} source ${member.address}/32 source-address-translation { type snat pool ${folder}/${ITEM.snatPool} } rules { ${folder}/${ITEM.outboundRule} } ${forwarding(service, service.inside.name, profile)}`;
}

/** With the virtual address as AS3 makes it: by default the device would answer ARP for the host (fact `forwarded-address`). */
function inbound(service: Service, member: Member): string[] {
  const folder = folderOf(service);
  const address = `/${service.device.tenant}/${member.address}`;
  return [
    `create ltm virtual-address ${address} address ${member.address} mask 255.255.255.255 arp disabled icmp-echo disabled`,
    `create ltm virtual ${folder}/${ITEM.inbound(member)} destination ${address}:0 mask 255.255.255.255 ip-forward ip-protocol any source 0.0.0.0/0 source-address-translation { type none } rules { ${folder}/${ITEM.inboundRule} } ${forwarding(service, service.outside.name, ITEM.forwardProfile)}`,
  ];
}

function forwarding(service: Service, network: string, profile: string): string {
  return `translate-address disabled translate-port disabled source-port preserve profiles replace-all-with { ${folderOf(service)}/${profile} } vlans replace-all-with { /Common/${network} } vlans-enabled`;
}
