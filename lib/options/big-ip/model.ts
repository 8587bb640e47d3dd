import type { Address, Cidr } from "../../model/address";
import { cidrMeantBy, parseAddress, parseCidr } from "../../model/address";
import { type BigIp, networkOn } from "../../model/big-ip";
import { address, encodeProblem, reference, wholeNumber } from "../../model/declared";
import { type Duration, isDuration, milliseconds } from "../../model/duration";
import { everyOf } from "../../model/every-of";
import { type Host, interfaceOn } from "../../model/host";
import type { Network } from "../../model/network";
import {
  type HighAvailability,
  type SipServer,
  type SipServerPair,
  serversOf,
  TRANSPORTS,
  type Transport,
} from "../../model/pair";
import { v } from "../../model/schema";
import type { Topology } from "../../model/topology";

/**
 * Which member gets the traffic while both answer.
 *  - `equal`: either. A switchover needs only the new primary's first answer.
 *  - `primary-first`: the declared primary, as long as the monitor has not found it down. Keeps dialogs together if both serve.
 */
const MEMBER_PRIORITIES = everyOf<MemberPriority>({ equal: true, "primary-first": true });
/** Which member gets the traffic while both answer: `equal`, either; `primary-first`, the declared primary. */
export type MemberPriority = "equal" | "primary-first";

/** A virtual server of a BIG-IP in front of a pool of the two servers; the monitor finds out which of them answers. */
export interface BigIpPool extends HighAvailability {
  readonly option: "bigIp";
  /** The BIG-IP, by name. */
  readonly device: string;
  readonly virtualIp: Address;
  /** Networks whose machines use the hosts' own addresses: packets to them keep these addresses. */
  readonly snatExclusions: readonly Cidr[];
  /** Time between two questions of the monitor. */
  readonly monitorInterval: Duration;
  /** How long a server may leave all questions unanswered. */
  readonly monitorTimeout: Duration;
  /** SIP statuses that count as an answer besides those from 100 to 399. */
  readonly monitorCodes: readonly number[];
  readonly memberPriority: MemberPriority;
  /** The device forgets a UDP flow after this time without a datagram. */
  readonly udpIdleTimeout: Duration;
  /** The device ends a TCP or TLS connection after this time without data. */
  readonly tcpIdleTimeout: Duration;
}

/** A duration of whole seconds, because a BIG-IP counts in seconds. */
function seconds(minimum: number, maximum: number) {
  const fits = (value: unknown) => {
    if (typeof value !== "string" || !isDuration(value)) return false;
    const time = milliseconds(value);
    return time % 1_000 === 0 && time >= minimum * 1_000 && time <= maximum * 1_000;
  };
  return v.custom<Duration>(
    fits,
    encodeProblem({
      code: "invalid-duration",
      message: "not a duration that a BIG-IP can be set to",
      allowed: `whole seconds from ${minimum}s to ${maximum}s`,
      fix: `write whole seconds with their unit, e.g. ${Math.max(minimum, 2)}s`,
    }),
  );
}

/** A network, or a single address, which counts as a network of one. */
const addressOrNetwork = v.pipe(
  v.string(),
  v.check(
    (text) => parseCidr(text) !== undefined || parseAddress(text) !== undefined,
    ({ input }) =>
      encodeProblem({
        code: "invalid-network",
        message: "neither a network in CIDR notation nor an address",
        allowed: "the network address, /, and the prefix length, the host part being zero; or an address",
        fix: `write the network's own address and its prefix length, e.g. ${cidrMeantBy(input) ?? "203.0.113.0/24"}`,
      }),
  ),
  v.transform((text): Cidr => parseCidr(text) ?? `${parseAddress(text)}/${text.includes(":") ? 128 : 32}`),
);

/** The declaration, as it stands under `highAvailability.bigIp`. */
export const bigIpPoolDeclaration = v.strictObject({
  device: reference("a BIG-IP"),
  virtualIp: address,
  snatExclusions: v.optional(v.array(addressOrNetwork), []),
  monitorInterval: v.optional(seconds(1, 3_600), "2s"),
  monitorTimeout: v.optional(seconds(1, 900), "7s"),
  monitorCodes: v.optional(v.array(wholeNumber(400, 699)), []),
  memberPriority: v.optional(v.picklist(MEMBER_PRIORITIES), "equal"),
  udpIdleTimeout: v.optional(seconds(1, 86_400), "30s"),
  tcpIdleTimeout: v.optional(seconds(1, 86_400), "30m"),
});

/** The declared part of a pair. */
export function bigIpPoolFromDeclaration(declaration: v.InferOutput<typeof bigIpPoolDeclaration>): BigIpPool {
  return { option: "bigIp", ...declaration };
}

/** A pair that uses this option. */
export type BigIpPair = SipServerPair & { readonly highAvailability: BigIpPool };

/** Whether the pair uses this option. */
function isBigIpPair(pair: SipServerPair): pair is BigIpPair {
  return pair.highAvailability.option === "bigIp";
}

/** The environment's pairs that use this option, by name. */
export function bigIpPairs(topology: Topology): BigIpPair[] {
  return [...topology.pairs.values()].filter(isBigIpPair);
}

/** The pairs behind a device. */
export function pairsBehind(topology: Topology, device: BigIp): BigIpPair[] {
  return bigIpPairs(topology).filter(({ highAvailability }) => highAvailability.device === device.name);
}

/** The devices with pairs behind them, by name. */
export function devicesInUse(topology: Topology): BigIp[] {
  const named = new Set(bigIpPairs(topology).map(({ highAvailability }) => highAvailability.device));
  return [...topology.bigIps.values()].filter(({ name }) => named.has(name));
}

/** The device of a pair. */
export function deviceOf({ bigIps }: Topology, { highAvailability }: BigIpPair): BigIp {
  return bigIps.get(highAvailability.device)!;
}

/** The own address of a server's host on the inside of the pair's device; undefined if the host is not on the inside. */
export function insideAddress(topology: Topology, pair: BigIpPair, { host }: SipServer): Address | undefined {
  const { inside } = deviceOf(topology, pair).network;
  return interfaceOn(topology.hosts.get(host)!, inside)?.address;
}

/** A server as the device reaches it. */
export interface Member {
  readonly server: SipServer;
  readonly host: Host;
  /** Its host's own address on the inside. */
  readonly address: Address;
}

/** Everything that the device's configuration for one pair is made from. */
export interface Service {
  readonly topology: Topology;
  readonly device: BigIp;
  readonly pair: BigIpPair;
  readonly pool: BigIpPool;
  readonly inside: Network;
  readonly outside: Network;
  /** The primary first. */
  readonly members: readonly [Member, Member];
}

/** Gathers what a pair's configuration on the device is made from. The checks have made sure that all of it is there. */
export function serviceOf(topology: Topology, pair: BigIpPair): Service {
  const device = deviceOf(topology, pair);
  const inside = networkOn(topology, device, "inside");
  const members = serversOf(pair).map((server): Member => {
    const host = topology.hosts.get(server.host)!;
    return { server, host, address: insideAddress(topology, pair, server)! };
  }) as [Member, Member];
  const outside = networkOn(topology, device, "outside");
  return { topology, device, pair, pool: pair.highAvailability, inside, outside, members };
}

/** Whether everything that `serviceOf` gathers is there: both hosts are on the inside. */
export function isComplete(topology: Topology, pair: BigIpPair): boolean {
  return serversOf(pair).every((server) => insideAddress(topology, pair, server) !== undefined);
}

/** The port that callers use for a transport. */
export function portOf({ sip }: SipServerPair, transport: Transport): number {
  return transport === "tls" ? sip.tlsPort! : sip.port;
}

/** The pair's transports in the order of the device's configuration, each once. */
export function transportsOf({ sip }: SipServerPair): Transport[] {
  return TRANSPORTS.filter((transport) => sip.transports.includes(transport));
}
