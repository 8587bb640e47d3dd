import type { Address } from "../../model/address";
import { address, duration, encodeProblem, port, reference, wholeNumber } from "../../model/declared";
import type { Duration } from "../../model/duration";
import { everyOf } from "../../model/every-of";
import { type Host, type Interface, interfaceOn } from "../../model/host";
import type { Network } from "../../model/network";
import { type HighAvailability, peerOf, type SipServer, type SipServerPair, sipPorts } from "../../model/pair";
import { type RoleScriptSettings, roleScriptSettings } from "../../model/role-script-settings";
import { v } from "../../model/schema";
import type { Topology } from "../../model/topology";
import { nameOfKind } from "../../scripts/control-script-kinds";

/** The kind of hardware address by which the packets for the virtual IP reach both hosts. */
export const OPERATION_MODES = everyOf<OperationMode>({ unicast: true, multicast: true, igmpMulticast: true });
/** The kind of hardware address by which the packets reach both hosts. */
export type OperationMode = "unicast" | "multicast" | "igmpMulticast";

/** Which clients NLB treats as one client. The affinity None is left out: with it NLB does not handle fragments of UDP packets properly (documented). */
const AFFINITIES = everyOf<Affinity>({ single: true, network: true });
/** Which clients NLB treats as one client. */
export type Affinity = "single" | "network";

/** The protocols that a port rule applies to. */
const RULE_PROTOCOLS = everyOf<RuleProtocol>({ both: true, tcp: true, udp: true });
/** The protocols that a port rule applies to. */
export type RuleProtocol = "both" | "tcp" | "udp";

/** A range of ports of the virtual IP that the scripts enable on one host and disable on the other. */
export interface PortRule {
  readonly startPort: number;
  readonly endPort: number;
  readonly protocol: RuleProtocol;
}

/** A Windows Network Load Balancing cluster of the two hosts: both have the virtual IP, and the Management Layer enables its ports on one of them. */
export interface WindowsNlb extends HighAvailability, RoleScriptSettings {
  readonly option: "windowsNlb";
  readonly virtualIp: Address;
  readonly network: string;
  readonly operationMode: OperationMode;
  /** The full Internet name of the cluster, which resolves to the virtual IP. */
  readonly clusterName: string;
  /** The numbers that distinguish the nodes; the node with the lower one gets the packets that no port rule covers. */
  readonly hostPriorities: { readonly primary: number; readonly backup: number };
  readonly affinity: Affinity;
  /** Port rules beyond those of sip.port and sip.tlsPort. */
  readonly portRules: readonly PortRule[];
  /** How long a run waits until the cluster has converged. */
  readonly convergenceTimeout: Duration;
}

/** Host priorities run from 1 to 32, because a cluster has at most 32 hosts. */
const hostPriority = wholeNumber(1, 32);

const fullInternetName = v.pipe(
  v.string(),
  v.regex(
    /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
    encodeProblem({
      code: "invalid-name",
      message: "not a full Internet name of a cluster",
      allowed: "labels of letters, digits and -, at most 63 characters each, separated by dots; at least two of them",
      fix: "write the name with its domain, e.g. sip.example.com",
    }),
  ),
);

/** The declaration, as it stands under `highAvailability.windowsNlb`. */
export const windowsNlbDeclaration = v.strictObject({
  virtualIp: address,
  network: reference("a network"),
  operationMode: v.picklist(OPERATION_MODES),
  clusterName: fullInternetName,
  hostPriorities: v.optional(
    v.strictObject({ primary: v.optional(hostPriority, 1), backup: v.optional(hostPriority, 2) }),
    {},
  ),
  affinity: v.optional(v.picklist(AFFINITIES), "single"),
  portRules: v.optional(
    v.array(
      v.strictObject({
        startPort: port,
        endPort: v.optional(port),
        protocol: v.optional(v.picklist(RULE_PROTOCOLS), "both"),
      }),
    ),
    [],
  ),
  convergenceTimeout: v.optional(duration, "10s"),
  ...roleScriptSettings,
});

/** The declared part of a pair. */
export function windowsNlbFromDeclaration(declaration: v.InferOutput<typeof windowsNlbDeclaration>): WindowsNlb {
  const portRules = declaration.portRules.map(({ startPort, endPort, protocol }) => ({
    startPort,
    endPort: endPort ?? startPort,
    protocol,
  }));
  return { option: "windowsNlb", ...declaration, portRules };
}

/** A pair that uses this option. */
export type NlbPair = SipServerPair & { readonly highAvailability: WindowsNlb };

/** Whether the pair uses this option. */
export function isNlbPair(pair: SipServerPair): pair is NlbPair {
  return pair.highAvailability.option === "windowsNlb";
}

/** The environment's pairs that use this option, by name. */
export function nlbPairs(topology: Topology): NlbPair[] {
  return [...topology.pairs.values()].filter(isNlbPair);
}

/** The port rules of the pair's cluster: SIP, SIP over TLS as a rule of its own, then the port rules declared in addition. */
export function portRulesOf({ sip, highAvailability }: NlbPair): PortRule[] {
  return [
    ...sipPorts(sip).map((one): PortRule => ({ startPort: one, endPort: one, protocol: "both" })),
    ...highAvailability.portRules,
  ];
}

/** A rule's ports, in the form in which the control script and the collector name them: `5060`, or `6000-6100`. */
export function rulePorts({ startPort, endPort }: PortRule): string {
  return startPort === endPort ? String(startPort) : `${startPort}-${endPort}`;
}

/** Everything that one host's files for one pair are made from. */
export interface NlbSide {
  readonly topology: Topology;
  readonly pair: NlbPair;
  readonly nlb: WindowsNlb;
  readonly server: SipServer;
  readonly host: Host;
  readonly peerHost: Host;
  readonly network: Network;
  readonly hostPriority: number;
  readonly peerPriority: number;
  /** The host's interface that the cluster is bound to. */
  readonly clusterInterface: Interface;
  readonly peerInterface: Interface;
}

/** Gathers what a host's files are made from. The checks have made sure that all of it is there. */
export function nlbSide(topology: Topology, pair: NlbPair, server: SipServer): NlbSide {
  const nlb = pair.highAvailability;
  const isPrimary = server === pair.primary;
  const host = topology.hosts.get(server.host)!;
  const peerHost = topology.hosts.get(peerOf(pair, server).host)!;
  const { primary, backup } = nlb.hostPriorities;
  return {
    topology,
    pair,
    nlb,
    server,
    host,
    peerHost,
    network: topology.networks.get(nlb.network)!,
    hostPriority: isPrimary ? primary : backup,
    peerPriority: isPrimary ? backup : primary,
    clusterInterface: interfaceOn(host, nlb.network)!,
    peerInterface: interfaceOn(peerHost, nlb.network)!,
  };
}

/** The sides of both hosts, the primary's host first. */
export function nlbSides(topology: Topology, pair: NlbPair): readonly [NlbSide, NlbSide] {
  return [nlbSide(topology, pair, pair.primary), nlbSide(topology, pair, pair.backup)];
}

/** `agents-nlb`, the control script's name on both hosts. */
export function controlScriptName(pair: SipServerPair): string {
  return nameOfKind(pair, "nlb");
}

/** `C:\Genesys\sip-ha\agents-nlb.cmd`, the path that the Management Layer starts. */
export function controlScriptPath(host: Host, pair: SipServerPair): string {
  return `${host.installDirectory}\\${controlScriptName(pair)}.cmd`;
}

/** `C:\Genesys\sip-ha\agents-nlb-build.ps1`, the script that an operator runs once on the primary's host. */
export function buildScriptPath(host: Host, pair: SipServerPair): string {
  return `${host.installDirectory}\\${buildScriptName(pair)}`;
}

/** `agents-nlb-build.ps1` */
export function buildScriptName(pair: SipServerPair): string {
  return `${controlScriptName(pair)}-build.ps1`;
}
