import { type Address, isIpv6 } from "../../model/address";
import type { DnsRecord, ServedRecord } from "../../model/dns-record";
import type { DomainName } from "../../model/domain-name";
import { wholeSeconds } from "../../model/duration";
import type { Transport } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { sortedBy } from "../../text/sorted";
import {
  internalTransport,
  type PooledProxy,
  type ProxiedPair,
  portOf,
  proxiedPairs,
  proxyInterface,
  type SipProxy,
  transportsOf,
  zoneSerialOf,
} from "./model";

/** The same for all proxies (fact `srv-records`), so the numbers themselves mean nothing. */
const PRIORITY = 10;
const WEIGHT = 10;

/** The first labels of the name of a transport's SRV records (RFC 3263). */
const SERVICES: Readonly<Record<Transport, string>> = { udp: "_sip._udp", tcp: "_sip._tcp", tls: "_sips._tcp" };
const NAPTR_SERVICES: Readonly<Record<Transport, string>> = { udp: "SIP+D2U", tcp: "SIP+D2T", tls: "SIPS+D2T" };

/** `_sip._udp.sip.example.com.`, the name of the SRV records of a transport. */
function serviceName({ fqdn }: SipProxy, transport: Transport): string {
  return `${SERVICES[transport]}.${fqdn}.`;
}

/** The names for all who ask: a SIP Server that speaks TLS to the proxies asks for a name other than that of RFC 3263 (fact `sip-proxy-tls`). */
function serviceNames(pair: ProxiedPair, transport: Transport): string[] {
  const pool = pair.highAvailability;
  const ofServers = transport === "tls" && internalTransport(pair) === "tls" ? [`_sips._tls.${pool.fqdn}.`] : [];
  return [serviceName(pool, transport), ...ofServers];
}

/** The names of the SRV records of all transports of a pool. */
export function serviceNamesOf(pair: ProxiedPair): string[] {
  return transportsOf(pair).flatMap((transport) => serviceNames(pair, transport));
}

/** `proxy-1.sip.example.com.`, the target of a proxy's SRV records: the name of its Host object, in the zone. */
export function targetName({ zone }: SipProxy, { host }: PooledProxy): string {
  return `${host.toLowerCase()}.${zone}.`;
}

/** The names of the pool's records, each once, without a dot at the end, whatever the addresses of its proxies. */
export function recordNames(pair: ProxiedPair): DomainName[] {
  const pool = pair.highAvailability;
  const names = [
    ...(pool.naptr ? [`${pool.fqdn}.`] : []),
    ...serviceNamesOf(pair),
    ...pool.proxies.map((proxy) => targetName(pool, proxy)),
    ...(pool.addressFqdn === undefined ? [] : [`${pool.addressFqdn}.`]),
  ];
  return [...new Set(names)].map((name) => name.slice(0, -1));
}

/** The records by which endpoints find a pair's pool. The checks have made sure that every proxy has an address. */
export function poolRecords(topology: Topology, pair: ProxiedPair): DnsRecord[] {
  const pool = pair.highAvailability;
  const { zone, proxies, addressFqdn } = pool;
  const ttl = wholeSeconds(pool.recordTtl);
  const record = (name: string, type: DnsRecord["type"], data: readonly string[], seconds = ttl): DnsRecord => ({
    name,
    zone,
    type,
    ttl: seconds,
    data,
  });
  const addressesOf = (some: readonly PooledProxy[]) => some.map((proxy) => proxyInterface(topology, proxy)!.address);
  const addressRecords = (name: string, addresses: readonly Address[], seconds?: number) =>
    (["A", "AAAA"] as const)
      .map((type) => record(name, type, addresses.filter((one) => isIpv6(one) === (type === "AAAA")).sort(), seconds))
      .filter(({ data }) => data.length > 0);
  return [
    ...(pool.naptr ? [record(`${pool.fqdn}.`, "NAPTR", naptrData(pair))] : []),
    ...transportsOf(pair).flatMap((transport) => {
      const data = proxies.map((proxy) => srvData(pool, transport, proxy)).sort();
      return serviceNames(pair, transport).map((name) => record(name, "SRV", data));
    }),
    ...proxies.flatMap((proxy) => addressRecords(targetName(pool, proxy), addressesOf([proxy]))),
    ...(addressFqdn === undefined
      ? []
      : addressRecords(`${addressFqdn}.`, addressesOf(proxies), wholeSeconds(pool.addressTtl))),
  ];
}

function srvData(pool: SipProxy, transport: Transport, proxy: PooledProxy): string {
  return `${PRIORITY} ${WEIGHT} ${portOf(pool, transport)} ${targetName(pool, proxy)}`;
}

/** The first of the transports is the preferred one. */
function naptrData(pair: ProxiedPair): string[] {
  const pool = pair.highAvailability;
  return transportsOf(pair).map(
    (transport, index) =>
      `${10 * (index + 1)} 10 "s" "${NAPTR_SERVICES[transport]}" "" ${serviceName(pool, transport)}`,
  );
}

/** The records of all pools of an environment, sorted; records of several pools with the same name and type are one entry. */
export function environmentRecords(topology: Topology): DnsRecord[] {
  const byKey = new Map<string, DnsRecord>();
  for (const record of proxiedPairs(topology).flatMap((pair) => poolRecords(topology, pair))) {
    const key = `${record.name} ${record.type}`;
    const same = byKey.get(key);
    const merged = same && {
      ...record,
      ttl: Math.min(same.ttl, record.ttl),
      data: [...new Set([...same.data, ...record.data])].sort(),
    };
    byKey.set(key, merged ?? record);
  }
  return sortedBy(byKey, ([key]) => key).map(([, record]) => record);
}

/** The records, with the name servers that have them and the pair that they belong to. */
export function servedRecords(topology: Topology): ServedRecord[] {
  const pairs = proxiedPairs(topology);
  return environmentRecords(topology).map((record) => {
    const of = pairs.filter((pair) =>
      poolRecords(topology, pair).some(({ name, type }) => name === record.name && type === record.type),
    );
    const nameServers = [...new Set(of.flatMap(({ highAvailability }) => highAvailability.nameServers))].sort();
    const zoneSerial = zoneSerialOf(pairs.filter(({ highAvailability }) => highAvailability.zone === record.zone));
    return {
      ...record,
      nameServers,
      zoneSerial,
      construct: of.length === 1 ? `pairs.${of[0]!.name}` : topology.environment,
    };
  });
}
