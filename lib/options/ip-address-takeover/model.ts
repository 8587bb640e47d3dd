import type { Address } from "../../model/address";
import { address, duration, encodeProblem, reference, wholeNumber } from "../../model/declared";
import type { Duration } from "../../model/duration";
import { everyOf } from "../../model/every-of";
import { type Host, type Interface, interfaceOn, managementAddress } from "../../model/host";
import { solutionControlServersOf } from "../../model/management-layer";
import type { Network } from "../../model/network";
import { type OperatingSystem, operatingSystemNames } from "../../model/operating-system";
import { type HighAvailability, peerOf, type SipServer, type SipServerPair } from "../../model/pair";
import { type RoleScriptSettings, roleScriptSettings } from "../../model/role-script-settings";
import { v } from "../../model/schema";
import type { Topology } from "../../model/topology";
import { nameOfKind } from "../../scripts/control-script-kinds";

/**
 * What `up` does about another holder of the virtual IP: it takes the address at once and looks afterwards, asks the network first, or refuses if
 * another host still answers.
 */
export type ConflictPolicy = "take-at-once" | "probe-first" | "refuse";

/** What a policy amounts to. Scripts, simulation and runbook use this, and know no policy by its name. */
interface ConflictConduct {
  /**
   * Whether the script asks the network before it adds the address, at most for `probeTimeout` while the peer is still releasing. If it does not, it
   * looks for another holder while it announces the address.
   */
  readonly asksFirst: boolean;
  /** Whether `up` finally takes the address from a holder that keeps it, as far as the system allows that; otherwise `up` fails. */
  readonly takesFromHolder: boolean;
}

const CONFLICT_CONDUCTS: Readonly<Record<ConflictPolicy, ConflictConduct>> = {
  "take-at-once": { asksFirst: false, takesFromHolder: true },
  "probe-first": { asksFirst: true, takesFromHolder: true },
  refuse: { asksFirst: true, takesFromHolder: false },
};

export const CONFLICT_POLICIES = Object.keys(CONFLICT_CONDUCTS) as readonly ConflictPolicy[];

/** What the policy amounts to. */
export function conductOf(policy: ConflictPolicy): ConflictConduct {
  return CONFLICT_CONDUCTS[policy];
}

/** Which address packets leave with: the host's own, or the virtual IP while this host holds it. */
const SOURCE_ADDRESSES = everyOf<SourceAddress>({ host: true, "virtual-ip": true });
/** Which address packets leave with: the host's own, or the virtual IP while this host holds it. */
export type SourceAddress = "host" | "virtual-ip";

/**
 * A loop on each host that releases the virtual IP if the host is cut off, puts it back if something other than the control script has taken it
 * off, and repeats the announcements. On Linux it also releases the virtual IP if the peer has taken it and only Solution Control Server's host
 * is out of reach.
 */
export interface Watchdog {
  /** Time between two looks. */
  readonly interval: Duration;
  /** How long both the Management Layer and the gateway must be out of reach; the Management Layer alone, if the peer has taken the virtual IP. */
  readonly isolationTimeout: Duration;
  /** Time between two repeated announcements while the host holds the virtual IP. */
  readonly announceInterval: Duration;
}

/** A virtual IP that the Management Layer moves between two hosts of a subnet by running scripts on them. */
export interface IpAddressTakeover extends HighAvailability, RoleScriptSettings {
  readonly option: "ipAddressTakeover";
  readonly virtualIp: Address;
  readonly network: string;
  /** The ending of the logical interface's name: `sip` makes `eth1:sip`. */
  readonly interfaceLabel: string;
  readonly conflictPolicy: ConflictPolicy;
  readonly probeTimeout: Duration;
  /** Rounds of one ARP request and one ARP reply, a second apart. */
  readonly announcements: number;
  readonly sourceAddress: SourceAddress;
  readonly flushConnectionTracking: boolean;
  readonly watchdog?: Watchdog | undefined;
}

/** The declaration, as it stands under `highAvailability.ipAddressTakeover`. */
export const ipAddressTakeoverDeclaration = v.strictObject({
  virtualIp: address,
  network: reference("a network"),
  interfaceLabel: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[a-z0-9]{1,13}$/,
        encodeProblem({
          code: "invalid-name",
          message: "not a valid interface label",
          allowed: "lower-case letters and digits, at most 13 characters",
          fix: "use a short word, e.g. sip",
        }),
      ),
    ),
    "sip",
  ),
  conflictPolicy: v.optional(v.picklist(CONFLICT_POLICIES), "take-at-once"),
  probeTimeout: v.optional(duration, "5s"),
  announcements: v.optional(wholeNumber(1, 60), 5),
  sourceAddress: v.optional(v.picklist(SOURCE_ADDRESSES), "host"),
  flushConnectionTracking: v.optional(v.boolean(), false),
  ...roleScriptSettings,
  watchdog: v.optional(
    v.strictObject({
      interval: v.optional(duration, "2s"),
      isolationTimeout: v.optional(duration, "10s"),
      announceInterval: v.optional(duration, "60s"),
    }),
  ),
});

/** The declared part of a pair. */
export function takeoverFromDeclaration(
  declaration: v.InferOutput<typeof ipAddressTakeoverDeclaration>,
): IpAddressTakeover {
  return { option: "ipAddressTakeover", ...declaration };
}

/** A pair that uses this option. */
export type TakeoverPair = SipServerPair & { readonly highAvailability: IpAddressTakeover };

/** Whether the pair uses this option. */
export function isTakeoverPair(pair: SipServerPair): pair is TakeoverPair {
  return pair.highAvailability.option === "ipAddressTakeover";
}

/** The environment's pairs that use this option, by name. */
export function takeoverPairs(topology: Topology): TakeoverPair[] {
  return [...topology.pairs.values()].filter(isTakeoverPair);
}

/** The operating system of the pair's hosts; they have the same one, as a check makes sure. */
export function operatingSystemOf({ hosts }: Topology, pair: TakeoverPair): OperatingSystem {
  return hosts.get(pair.primary.host)!.os;
}

/** Everything that one host's scripts for one pair are made from. */
export interface TakeoverSide {
  readonly topology: Topology;
  readonly pair: TakeoverPair;
  readonly takeover: IpAddressTakeover;
  readonly server: SipServer;
  readonly host: Host;
  readonly peerHost: Host;
  readonly network: Network;
  /** The host's interface that the virtual IP is put on. */
  readonly sipInterface: Interface;
  readonly peerSipInterface: Interface;
}

/** Gathers what a host's scripts are made from. The checks have made sure that all of it is there. */
export function takeoverSide(topology: Topology, pair: TakeoverPair, server: SipServer): TakeoverSide {
  const takeover = pair.highAvailability;
  const host = topology.hosts.get(server.host)!;
  const peerHost = topology.hosts.get(peerOf(pair, server).host)!;
  return {
    topology,
    pair,
    takeover,
    server,
    host,
    peerHost,
    network: topology.networks.get(takeover.network)!,
    sipInterface: interfaceOn(host, takeover.network)!,
    peerSipInterface: interfaceOn(peerHost, takeover.network)!,
  };
}

/** The sides of both hosts, the primary's host first. */
export function takeoverSides(topology: Topology, pair: TakeoverPair): readonly [TakeoverSide, TakeoverSide] {
  return [takeoverSide(topology, pair, pair.primary), takeoverSide(topology, pair, pair.backup)];
}

/** `inbound-vip`, the control script's name on every host. */
export function controlScriptName(pair: SipServerPair): string {
  return nameOfKind(pair, "vip");
}

/** `/opt/genesys/sip-ha/inbound-vip` or `C:\Genesys\sip-ha\inbound-vip.cmd`, the path that the Management Layer starts. */
export function controlScriptPath(host: Host, pair: SipServerPair): string {
  return scriptPath(host, controlScriptName(pair));
}

/** The command that runs it on the host, with root's rights or an administrator's. */
export function controlCommand({ host, pair }: TakeoverSide, action: string): string {
  return `${controlScriptPath(host, pair)} ${action}`;
}

/**
 * The addresses at which the watchdog of a host asks for the Management Layer: the hosts of the Solution Control Servers, each once. The watchdog's own
 * host would answer even when it is cut off from everything. It is asked only if there is no other: then no other server could become primary.
 */
export function controlServerAddresses({ hosts, managementLayer }: Topology, host: string): Address[] {
  const addresses = othersThan(host, solutionControlServersOf(managementLayer)).map((one) =>
    managementAddress(hosts.get(one.host)!),
  );
  return [...new Set(addresses)];
}

/** The entries on other hosts; all entries if none is on another host. */
export function othersThan<One extends { readonly host: string }>(host: string, all: readonly One[]): readonly One[] {
  const others = all.filter((one) => one.host !== host);
  return others.length === 0 ? all : others;
}

/** `inbound-vip-watchdog` */
export function watchdogName({ pair }: TakeoverSide): string {
  return `${controlScriptName(pair)}-watchdog`;
}

/** `/opt/genesys/sip-ha/inbound-vip-watchdog` or `C:\Genesys\sip-ha\inbound-vip-watchdog.cmd` */
export function watchdogPath(side: TakeoverSide): string {
  return scriptPath(side.host, watchdogName(side));
}

function scriptPath({ os, installDirectory }: Host, name: string): string {
  const { separator, ending } = operatingSystemNames[os].shell;
  return `${installDirectory}${separator}${name}${ending}`;
}

/** ARP packets of a round of announcements: a request, a reply and the question to the gateway, and a look for other holders if nobody was asked before. */
export function packetsInRound({ conflictPolicy }: IpAddressTakeover, hasGateway: boolean): number {
  return 2 + (hasGateway ? 1 : 0) + (conductOf(conflictPolicy).asksFirst ? 0 : 1);
}

/** ARP packets per second by which a host asks who has the virtual IP before it takes it: one question every 200 ms. */
export function packetsBeforeTaking({ conflictPolicy }: IpAddressTakeover): number {
  return conductOf(conflictPolicy).asksFirst ? 5 : 0;
}

/**
 * ARP packets that one host sends for the virtual IP in the busiest second. In a manual switchover `up` and the `announce` that the other server's
 * new role starts run in the same second.
 */
export function packetsInBusiestSecond(takeover: IpAddressTakeover, hasGateway: boolean): number {
  return packetsBeforeTaking(takeover) + 2 * packetsInRound(takeover, hasGateway);
}
