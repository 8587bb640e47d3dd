import { duration, objectName, port, reference, wholeNumber } from "../../model/declared";
import { type DomainName, domainName } from "../../model/domain-name";
import type { Duration } from "../../model/duration";
import { everyOf } from "../../model/every-of";
import { type Host, type Interface, interfacesForSip } from "../../model/host";
import type { HighAvailability, SipServer, SipServerPair, Transport } from "../../model/pair";
import { TRANSPORTS } from "../../model/pair";
import { v } from "../../model/schema";
import type { Topology } from "../../model/topology";
import { HIGHEST_SERIAL } from "../../model/zone-serial";

/**
 * What uses the pool, by how it finds a proxy.
 *  - `srv`: resolves SRV records, and tries the next target by itself.
 *  - `address`: resolves only addresses.
 *  - `static-cache`: phones that keep their own copy of the records, to call while no name server answers.
 *  - `session-border-controller`: watches the targets that it has resolved, and chooses among those that answer.
 */
export const ENDPOINT_CLASSES = everyOf<EndpointClass>({
  srv: true,
  address: true,
  "static-cache": true,
  "session-border-controller": true,
});
/** A kind of endpoint, by how it finds a proxy. */
export type EndpointClass = "srv" | "address" | "static-cache" | "session-border-controller";

/** A SIP Proxy of a pool. */
export interface PooledProxy {
  readonly application: string;
  readonly host: string;
  /** The network of its SIP interface; undefined if the host leaves no choice. */
  readonly network?: string | undefined;
  /** The listening port with the id `default`, which every server application has; undefined if it is left as it is. */
  readonly defaultPort?: number | undefined;
}

/** A Resource Manager, which already exists and is only referred to. */
export interface ResourceManager {
  readonly application: string;
  readonly host: string;
}

/** A pool of proxies that find the primary by themselves: no virtual IP, and DNS instead of announcements. */
export interface SipProxy extends HighAvailability {
  readonly option: "sipProxy";
  readonly fqdn: DomainName;
  readonly recordTtl: Duration;
  /** The DNS zone that the records are written into. */
  readonly zone: DomainName;
  readonly nameServers: readonly DomainName[];
  readonly zoneSerial: number;
  readonly naptr: boolean;
  /** A second name with the proxies' addresses. */
  readonly addressFqdn?: DomainName | undefined;
  readonly addressTtl: Duration;
  /** The transports of the pool; undefined: those of the pair. */
  readonly transports?: readonly Transport[] | undefined;
  readonly port: number;
  readonly tlsPort: number;
  readonly proxies: readonly PooledProxy[];
  readonly oosCheck: Duration;
  readonly oosForce: Duration;
  readonly resolveHost: boolean;
  /** INVITE requests per second; 0 is no limit. */
  readonly overloadDialogRate: number;
  /** The networks of the servers' SIP interfaces; undefined if the host leaves no choice. */
  readonly primaryNetwork?: string | undefined;
  readonly backupNetwork?: string | undefined;
  /** The number of the DN; undefined if it is named after the pair. */
  readonly outboundProxyDn?: string | undefined;
  readonly endpoints: readonly EndpointClass[];
  readonly resourceManagers: readonly { readonly members: readonly ResourceManager[] }[];
}

const server = { application: objectName("an application"), host: reference("a host") };
const network = reference("a network");

/** The declaration, as it stands under `highAvailability.sipProxy`. */
export const sipProxyDeclaration = v.strictObject({
  fqdn: domainName,
  recordTtl: v.optional(duration, "60s"),
  zone: v.optional(domainName),
  nameServers: v.optional(v.array(domainName), []),
  zoneSerial: v.optional(wholeNumber(1, HIGHEST_SERIAL), 1),
  naptr: v.optional(v.boolean(), false),
  addressFqdn: v.optional(domainName),
  addressTtl: v.optional(duration, "30s"),
  transports: v.optional(v.pipe(v.array(v.picklist(TRANSPORTS)), v.minLength(1))),
  port: v.optional(port, 5060),
  tlsPort: v.optional(port, 5061),
  proxies: v.pipe(
    v.array(v.strictObject({ ...server, network: v.optional(network), defaultPort: v.optional(port) })),
    v.minLength(1),
  ),
  oosCheck: v.optional(duration, "5s"),
  oosForce: v.optional(duration, "5s"),
  resolveHost: v.optional(v.boolean(), false),
  overloadDialogRate: v.optional(wholeNumber(0, 100_000), 0),
  primaryNetwork: v.optional(network),
  backupNetwork: v.optional(network),
  outboundProxyDn: v.optional(objectName("a DN")),
  endpoints: v.optional(v.array(v.picklist(ENDPOINT_CLASSES)), []),
  resourceManagers: v.optional(v.array(v.strictObject({ members: v.array(v.strictObject(server)) })), []),
});

/** The declared part of a pair. Unless the file says otherwise, the pool's name is a zone of its own, which takes no other record's place. */
export function sipProxyFromDeclaration({ zone, ...declared }: v.InferOutput<typeof sipProxyDeclaration>): SipProxy {
  // Last, even if it is declared: a default that is written out must change no byte.
  return { option: "sipProxy", ...declared, zone: zone ?? declared.fqdn };
}

/** A pair that uses this option. */
export type ProxiedPair = SipServerPair & { readonly highAvailability: SipProxy };

/** Whether the pair uses this option. */
export function isProxiedPair(pair: SipServerPair): pair is ProxiedPair {
  return pair.highAvailability.option === "sipProxy";
}

/** The environment's pairs that use this option, by name. */
export function proxiedPairs(topology: Topology): ProxiedPair[] {
  return [...topology.pairs.values()].filter(isProxiedPair);
}

/** The serial number of a zone that holds the records of these pairs' pools. */
export function zoneSerialOf(pairs: readonly ProxiedPair[]): number {
  return Math.max(...pairs.map(({ highAvailability }) => highAvailability.zoneSerial));
}

/** The transports of the pool, each once, in the order of preference. */
export function transportsOf({ sip, highAvailability }: ProxiedPair): readonly Transport[] {
  return [...new Set(highAvailability.transports ?? sip.transports)];
}

/**
 * The transport between the servers and the proxies, whatever callers use: UDP, unless the option `contact` of the outbound proxy DN names another one
 * (fact `sip-proxy-tls`). A pool without UDP uses the first of its own transports.
 */
export function internalTransport(pair: ProxiedPair): Transport {
  const transports = transportsOf(pair);
  return transports.includes("udp") ? "udp" : transports[0]!;
}

/** Whether the proxies listen for SIP without TLS. */
export function listensPlain(pair: ProxiedPair): boolean {
  return transportsOf(pair).some((transport) => transport !== "tls");
}

/** Whether all listening ports of a proxy are known: no documentation was found that says how it listens for TLS. */
export function hasKnownPorts(pair: ProxiedPair, { defaultPort }: PooledProxy): boolean {
  return defaultPort !== undefined && !transportsOf(pair).includes("tls");
}

/** The port that a transport uses on every proxy. */
export function portOf({ port, tlsPort }: SipProxy, transport: Transport): number {
  return transport === "tls" ? tlsPort : port;
}

/** The number of the DN by which the servers find the pool. */
export function outboundProxyDn({ name, highAvailability }: ProxiedPair): string {
  return highAvailability.outboundProxyDn ?? `sip-outbound-proxy-${name}`;
}

/**
 * The interface of a host for SIP: the interface on the network, if one is named; otherwise its only interface, or its only one besides the management
 * interface. Undefined if that leaves none or a choice.
 */
export function sipInterface(host: Host, network: string | undefined): Interface | undefined {
  const candidates =
    network === undefined ? interfacesForSip(host) : host.interfaces.filter((one) => one.network === network);
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The SIP interface of one of the pair's servers. */
export function serverInterface({ hosts }: Topology, pair: ProxiedPair, server: SipServer): Interface | undefined {
  const { primaryNetwork, backupNetwork } = pair.highAvailability;
  return sipInterface(hosts.get(server.host)!, server === pair.primary ? primaryNetwork : backupNetwork);
}

/** The SIP interface of a proxy. */
export function proxyInterface({ hosts }: Topology, proxy: PooledProxy): Interface | undefined {
  return sipInterface(hosts.get(proxy.host)!, proxy.network);
}

/** The place of a key of the pair's option in the declaration. */
export function sipProxyPath({ name, highAvailability }: ProxiedPair, ...keys: readonly (string | number)[]) {
  return ["pairs", name, "highAvailability", highAvailability.option, ...keys];
}
