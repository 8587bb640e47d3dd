import type { DnsRecord } from "../../model/dns-record";
import type { DomainName } from "../../model/domain-name";
import { type ProxiedPair, zoneSerialOf } from "./model";

/** A zone of an environment: the pairs whose records it has, and those records. */
export interface Zone {
  readonly name: DomainName;
  readonly pairs: readonly ProxiedPair[];
  readonly records: readonly DnsRecord[];
}

/** In seconds: how often secondary servers ask, after how long they ask again, and how long they serve the zone without an answer. */
const REFRESH = 3_600;
const RETRY = 600;
const EXPIRE = 604_800;

/** `dns/<zone>.zone`: a zone file for name servers to load (RFC 1035). Every name in it is absolute. */
export function renderZone({ name, pairs, records }: Zone): string {
  const pools = pairs.map(({ highAvailability }) => highAvailability);
  const declared = [...new Set(pools.flatMap(({ nameServers }) => nameServers))].sort();
  const nameServers = declared.length === 0 ? ["localhost"] : declared;
  const ttl = Math.min(...records.map((record) => record.ttl));
  const isOwn = pools.every(({ fqdn }) => fqdn === name);
  const comments = [
    `Zone ${name}, the SIP Proxies of ${pairs.map((pair) => `pair ${pair.name}`).join(" and ")}. Written by sip-server-ha; do not edit.`,
    isOwn
      ? "A zone of its own, which takes no other record's place: load it on the name servers that endpoints ask, or delegate it to others."
      : "If this zone exists already, add the records below NS to it: loaded in its place, this file would remove whatever else it has.",
    "Secondary servers take over a change only if the serial number is higher than before: zoneSerial.",
    ...(declared.length === 0
      ? [
          "No nameServers are declared, so localhost stands in their place. That is right if each name server loads this file.",
        ]
      : []),
  ];
  return [
    ...comments.map((comment) => `; ${comment}`),
    `$ORIGIN ${name}.`,
    `$TTL ${ttl}`,
    // The last number says how long the answer that a record does not exist is kept.
    `${name}. IN SOA ${nameServers[0]}. hostmaster.${name}. ${zoneSerialOf(pairs)} ${REFRESH} ${RETRY} ${EXPIRE} ${ttl}`,
    ...nameServers.map((server) => `${name}. IN NS ${server}.`),
    ...records.flatMap((record) => record.data.map((data) => `${record.name} ${record.ttl} IN ${record.type} ${data}`)),
    "",
  ].join("\n");
}

/** `dns/records.json`: the same records for any other tool, e.g. a Terraform provider of the name server's vendor. */
export function renderRecords(records: readonly DnsRecord[]): string {
  return `${JSON.stringify({ records }, null, 2)}\n`;
}
