import { type DigLine, digLine } from "../drift/compare-dns";
import type { FactsFile } from "../drift/facts-file";
import { readSection } from "../drift/section-reader";
import { onceFor } from "../model/once-for";
import type { Position } from "../model/origin";
import { placeText } from "./import-note";
import { type Leaf, leaf } from "./written";

type DnsRecordLine = Extract<DigLine, { kind: "record" }> & {
  readonly position: Position;
  readonly server: string | undefined;
};

/** What answers of name servers say about a pool's records. */
export function poolAnswers(
  facts: FactsFile | undefined,
  fqdn: string | undefined,
  addressFqdn: string | undefined,
  hosts: readonly string[],
): { readonly settings: Readonly<Record<string, Leaf | undefined>>; readonly known: boolean } {
  const records = facts === undefined ? [] : recordsOf(facts);
  const ofPool = poolRecords(facts, fqdn);
  const naptr = ofPool.find(({ type }) => type === "NAPTR");
  const services = ofPool.filter(({ type }) => type === "SRV");
  const first = services[0] ?? naptr;
  if (first === undefined) return { settings: {}, known: false };
  const servers = [...new Set(ofPool.flatMap(({ server }) => server ?? []))];
  const addresses = records.find(
    ({ name, type }) => /^A(?:AAA)?$/.test(type) && name.toLowerCase() === `${addressFqdn?.toLowerCase()}.`,
  );
  const portOf = (isTls: boolean) => {
    const one = services.find(({ name }) => name.toLowerCase().startsWith("_sips.") === isTls);
    const port = one?.data.split(/\s+/)[2];
    return port === undefined ? undefined : leaf(Number(port), placeText(one!.position));
  };
  const zone = services
    .flatMap(({ data, position }) => {
      const target = data.split(/\s+/)[3] ?? "";
      const host = hosts.find((one) => target.toLowerCase().startsWith(`${one.toLowerCase()}.`));
      return host === undefined ? [] : [{ value: target.slice(host.length + 1).replace(/\.$/, ""), position }];
    })
    .find(({ value }) => value.toLowerCase() !== fqdn?.toLowerCase());
  const settings = {
    zone: zone && leaf(zone.value, placeText(zone.position)),
    transports: transportsOf(ofPool),
    recordTtl: leaf(`${first.ttl}s`, placeText(first.position)),
    nameServers: servers.length === 0 ? undefined : leaf(servers.map((one) => one.replace(/\.$/, ""))),
    naptr: naptr && leaf(true, placeText(naptr.position)),
    addressTtl: addresses && leaf(`${addresses.ttl}s`, placeText(addresses.position)),
    port: portOf(false),
    tlsPort: portOf(true),
  };
  return { settings, known: true };
}

/** In the order of preference, if NAPTR records say it. */
function transportsOf(records: readonly DnsRecordLine[]): Leaf | undefined {
  // SIP Server asks for the last one (fact `sip-proxy-tls`).
  const services = { "_sip._udp.": "udp", "_sip._tcp.": "tcp", "_sips._tcp.": "tls", "_sips._tls.": "tls" } as const;
  const preferences = records
    .filter(({ type }) => type === "NAPTR")
    .map(({ data }) => data.split(/\s+/))
    .sort((one, other) => Number(one[0]) - Number(other[0]) || Number(one[1]) - Number(other[1]))
    .map((fields) => fields.at(-1)!.toLowerCase());
  const names = records.filter(({ type }) => type === "SRV").map(({ name }) => name.toLowerCase());
  const found = [...new Set([...preferences, ...names])].flatMap(
    (name) => Object.entries(services).find(([prefix]) => name.startsWith(prefix))?.[1] ?? [],
  );
  const [first] = records;
  return found.length === 0 ? undefined : leaf([...new Set(found)], placeText(first!.position));
}

/** The records at a pool's name and below it. */
export function poolRecords(facts: FactsFile | undefined, fqdn: string | undefined): DnsRecordLine[] {
  return facts === undefined ? [] : recordsOf(facts).filter(({ name }) => isBelow(name, fqdn));
}

function isBelow(name: string, fqdn: string | undefined): boolean {
  return fqdn !== undefined && `.${name}`.toLowerCase().endsWith(`.${fqdn.toLowerCase()}.`);
}

/**
 * The records of the answers. They are read once, because every pool is looked up among them. Sections are named after the question:
 * `dig:SRV:_sip._udp.pool.example.com.:@ns1.example.com`.
 */
const recordsOf = onceFor((facts: FactsFile): readonly DnsRecordLine[] => {
  return facts.sections
    .filter(({ name }) => name.startsWith("dig:"))
    .flatMap(({ name }) => {
      const [, server] = /:@(.+)$/.exec(name) ?? [];
      return readSection(facts, name, "a line that dig prints", digLine).rows.flatMap((row) =>
        row.kind === "record" ? [{ ...row, server }] : [],
      );
    });
});
