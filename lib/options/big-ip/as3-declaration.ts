import type { Address } from "../../model/address";
import type { BigIp } from "../../model/big-ip";
import { wholeSeconds } from "../../model/duration";
import type { Transport } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type Member, pairsBehind, portOf, type Service, serviceOf, transportsOf } from "./model";
import { ownAddressPeers } from "./own-addresses";

/** An item of an application. */
export interface As3Item {
  readonly class: string;
  readonly [key: string]: unknown;
}

/** What is posted to AS3: a declaration, and what to do with it. */
export interface As3Declaration {
  readonly class: "AS3";
  readonly action: "deploy";
  readonly persist: true;
  readonly declaration: Readonly<Record<string, unknown>> & { readonly class: "ADC"; readonly schemaVersion: string };
}

/** The names of a pair's items. They are stable, so that a change of a value recreates nothing. */
export const ITEM = {
  monitor: (transport: Transport) => `mon_sip_${transport}`,
  pool: (transport: Transport) => `pool_sip_${transport}`,
  server: (transport: Transport) => `vs_sip_${transport}`,
  udpProfile: "profile_udp",
  tcpProfile: "profile_tcp",
  /** AS3 puts it into the tenant's folder, beside the items of the other pairs, and refuses another address under the same name (fact `as3-fixed-addresses`). */
  virtualAddress: ({ virtualIp }: { readonly virtualIp: Address }) => `vip_${virtualIp.replaceAll(".", "_")}`,
  snatPool: "snat_vip",
  ownAddresses: "own_addresses",
  outboundRule: "rule_outbound",
  inboundRule: "rule_inbound",
  forwardProfile: "profile_forward",
  datagramProfile: "profile_forward_udp",
  outbound: ({ host }: Member) => `fwd_out_${host.name}`,
  datagrams: ({ host }: Member) => `fwd_udp_${host.name}`,
  inbound: ({ host }: Member) => `fwd_in_${host.name}`,
} as const;

/** The folder of a pair's items on the device: `/prod-east/east-trunks`. */
export function folderOf({ device, pair }: Service): string {
  return `/${device.tenant}/${pair.name}`;
}

/** The declaration of a device: a tenant for the environment, and an application for each pair behind the device. */
export function as3Declaration(topology: Topology, device: BigIp): As3Declaration {
  const applications = pairsBehind(topology, device).map((pair) => [
    pair.name,
    applicationOf(serviceOf(topology, pair)),
  ]);
  return {
    class: "AS3",
    action: "deploy",
    persist: true,
    declaration: {
      class: "ADC",
      schemaVersion: device.as3Version,
      // Without an id AS3 makes one up at each post.
      id: `sip-ha-${topology.environment}-${device.name}`,
      label: "SIP Server pairs",
      remark: "Written by sip-server-ha; do not edit",
      updateMode: "selective",
      [device.tenant]: { class: "Tenant", ...Object.fromEntries(applications) },
    },
  };
}

/** A pair's part of the declaration. */
export function applicationOf(service: Service): As3Item {
  const { members, pair } = service;
  const transports = transportsOf(pair);
  return {
    class: "Application",
    template: "generic",
    remark: "One virtual IP, one pair of SIP Servers",
    ...Object.fromEntries(
      transports.flatMap((transport) => [
        [ITEM.monitor(transport), monitor(service, transport)],
        [ITEM.pool(transport), pool(service, transport)],
        [ITEM.server(transport), virtualServer(service, transport)],
      ]),
    ),
    ...(transports.includes("udp") ? { [ITEM.udpProfile]: udpProfile(service) } : {}),
    ...(transports.some((one) => one !== "udp") ? { [ITEM.tcpProfile]: tcpProfile(service) } : {}),
    [ITEM.virtualAddress(service.pool)]: { class: "Service_Address", virtualAddress: service.pool.virtualIp },
    ...routing(service),
    ...Object.fromEntries(
      members.flatMap((member) => [
        [ITEM.outbound(member), outbound(service, member)],
        ...(sendsDatagrams(service) ? [[ITEM.datagrams(member), datagrams(service, member)]] : []),
        [ITEM.inbound(member), inbound(service, member)],
      ]),
    ),
  };
}

/** With an empty request the device asks with an OPTIONS of its own (fact `big-ip-monitor`). */
function monitor({ pool: { monitorInterval, monitorTimeout, monitorCodes } }: Service, transport: Transport): As3Item {
  return {
    class: "Monitor",
    remark: "Only the primary answers OPTIONS",
    monitorType: "sip",
    protocol: transport,
    interval: wholeSeconds(monitorInterval),
    timeout: wholeSeconds(monitorTimeout),
    upInterval: 0,
    timeUntilUp: 0,
    request: "",
    headers: "",
    codesUp: [...monitorCodes].sort((a, b) => a - b),
    codesDown: [],
  };
}

function pool({ members, pair, pool: { memberPriority } }: Service, transport: Transport): As3Item {
  const isRanked = memberPriority === "primary-first";
  return {
    class: "Pool",
    remark: "The primary is the member that the monitor finds up",
    loadBalancingMode: "round-robin",
    // AS3 turns priority groups on by default; 0 turns them off (fact `as3-defaults`).
    minimumMembersActive: isRanked ? 1 : 0,
    monitors: [{ use: ITEM.monitor(transport) }],
    minimumMonitors: 1,
    serviceDownAction: transport === "udp" ? "reselect" : "reset",
    slowRampTime: 0,
    reselectTries: transport === "udp" ? 1 : 0,
    // Without a name a node gets its address as the name: AS3 3.55 refuses a named node in several pools (fact `as3-fixed-addresses`).
    members: members.map(({ address }, index) => ({
      servicePort: portOf(pair, transport),
      serverAddresses: [address],
      priorityGroup: isRanked ? 10 - 5 * index : 0,
      adminState: "enable",
      shareNodes: false,
    })),
  };
}

function virtualServer({ pair, pool: { virtualIp }, outside }: Service, transport: Transport): As3Item {
  const profile =
    transport === "udp" ? { profileUDP: { use: ITEM.udpProfile } } : { profileTCP: { use: ITEM.tcpProfile } };
  return {
    class: transport === "udp" ? "Service_UDP" : "Service_TCP",
    remark: transport === "tls" ? "TLS ends on the SIP Servers, not here" : "Callers of the virtual IP",
    virtualAddresses: [{ use: ITEM.virtualAddress({ virtualIp }) }],
    virtualPort: portOf(pair, transport),
    pool: ITEM.pool(transport),
    ...profile,
    // Persistence would keep a caller on its first member, even when that member no longer serves.
    persistenceMethods: [],
    snat: "none",
    translateServerAddress: true,
    translateServerPort: true,
    translateClientPort: "preserve",
    allowVlans: [vlan(outside.name)],
  };
}

function udpProfile({ pool: { udpIdleTimeout } }: Service): As3Item {
  return {
    class: "UDP_Profile",
    remark: "Each datagram goes to the member that is up",
    datagramLoadBalancing: true,
    idleTimeout: wholeSeconds(udpIdleTimeout),
    allowNoPayload: true,
  };
}

function tcpProfile({ pool: { tcpIdleTimeout } }: Service): As3Item {
  return {
    class: "TCP_Profile",
    remark: "Connections of SIP peers are quiet for long",
    idleTimeout: wholeSeconds(tcpIdleTimeout),
    keepAliveInterval: Math.min(60, wholeSeconds(tcpIdleTimeout)),
  };
}

/** What the device needs as the router between the pair and all others. */
function routing(service: Service): Record<string, As3Item> {
  const list = `${folderOf(service)}/${ITEM.ownAddresses}`;
  return {
    [ITEM.snatPool]: {
      class: "SNAT_Pool",
      remark: "Packets of the pair leave with its virtual IP",
      snatAddresses: [service.pool.virtualIp],
    },
    [ITEM.ownAddresses]: {
      class: "Data_Group",
      remark: "Those that use the hosts' own addresses (SNAT exclusions)",
      storageType: "internal",
      keyDataType: "ip",
      records: ownAddressPeers(service).map(({ network }) => ({ key: network, value: "own-address" })),
    },
    [ITEM.outboundRule]: {
      class: "iRule",
      expand: false,
      iRule: eventRule(`[class match [IP::local_addr] equals ${list}]`, "snat none"),
    },
    [ITEM.inboundRule]: {
      class: "iRule",
      expand: false,
      iRule: eventRule(`not [class match [IP::client_addr] equals ${list}]`, "reject"),
    },
    [ITEM.forwardProfile]: {
      class: "L4_Profile",
      remark: "Forwards connections that it has not seen begin",
      idleTimeout: 300,
      looseInitialization: true,
      looseClose: true,
      resetOnTimeout: false,
    },
    ...(sendsDatagrams(service)
      ? {
          [ITEM.datagramProfile]: {
            class: "L4_Profile",
            remark: "Forgets soon whom a server has sent to",
            idleTimeout: wholeSeconds(service.pool.udpIdleTimeout),
            looseInitialization: false,
            looseClose: false,
            resetOnTimeout: false,
          },
        }
      : {}),
  };
}

/** Whether the servers send to callers by UDP. Packets of these callers to the same port belong to that flow, not to the virtual server (fact `outbound-flows`). */
export function sendsDatagrams({ pair }: Service): boolean {
  return pair.sip.transports.includes("udp");
}

/** An iRule that acts on each new connection that meets a condition. */
function eventRule(condition: string, action: string): string {
  return `when CLIENT_ACCEPTED {\n  if { ${condition} } {\n    ${action}\n  }\n}\n`;
}

/** One virtual server for each host, as a device may have several pairs on its inside, each with a virtual IP of its own. */
function outbound({ inside }: Service, { address }: Member): As3Item {
  return {
    ...forwarding([["0.0.0.0/0", `${address}/32`]], inside.name),
    remark: "From the host to everybody else",
    snat: { use: ITEM.snatPool },
    iRules: [ITEM.outboundRule],
  };
}

/** The same for UDP alone, whose flows the device forgets sooner. */
function datagrams(service: Service, member: Member): As3Item {
  return {
    ...outbound(service, member),
    remark: "Datagrams from the host to everybody else",
    layer4: "udp",
    profileL4: { use: ITEM.datagramProfile },
  };
}

function inbound({ outside }: Service, { address }: Member): As3Item {
  return {
    ...forwarding([[`${address}/32`, "0.0.0.0/0"]], outside.name),
    remark: "To the host's own address, from the exclusions alone",
    snat: "none",
    iRules: [ITEM.inboundRule],
  };
}

/** @param addresses destination and source */
function forwarding(addresses: readonly (readonly [string, string])[], network: string): As3Item {
  return {
    class: "Service_Forwarding",
    forwardingType: "ip",
    layer4: "any",
    virtualAddresses: addresses,
    // The schema does not require it, but AS3 writes "undefined" without it.
    virtualPort: 0,
    profileL4: { use: ITEM.forwardProfile },
    translateClientPort: "preserve",
    allowVlans: [vlan(network)],
  };
}

/** The VLANs of the device have the names of the networks. */
function vlan(network: string): { readonly bigip: string } {
  return { bigip: `/Common/${network}` };
}
