import { isDeepStrictEqual } from "node:util";
import type { ServedRecord } from "../model/dns-record";
import type { DomainName } from "../model/domain-name";
import type { Topology } from "../model/topology";
import { isTaken, serialAfter } from "../model/zone-serial";
import { dnsRecordsOf } from "../options";
import type { Arrival, PairWork } from "./pair-work";

/**
 * When name servers load a zone.
 *  - `ahead`: before an import tells the servers its new names.
 *  - `with others`: with whatever else people bring, between the import and the start of servers.
 *  - `late`: when the servers have the new records, and nobody asks for the earlier names.
 */
export type Load = "ahead" | "with others" | "late";

/** What happens to a zone that existed before. */
export interface ZoneChange {
  readonly name: DomainName;
  /** The records under new names, as far as something already answers at their targets. */
  readonly comes: readonly ServedRecord[];
  /** The records under removed names, and the records of targets that are removed with them. */
  readonly goes: readonly ServedRecord[];
  /** In their order; after the last load the zone is as its file has it. */
  readonly loads: readonly Load[];
  /** The serial number that the file has. */
  readonly serial: number;
  /** The serial number that the file needs at least but does not have; undefined if it has it, or nobody copies the zone. */
  readonly missingSerial: number | undefined;
}

const COMING: readonly Arrival[] = ["moved", "beside", "first"];

/** The zones that exist before and after. */
export function zoneChanges(was: Topology, is: Topology, works: readonly PairWork[]): ZoneChange[] {
  const [old, now] = [dnsRecordsOf(was), dnsRecordsOf(is)];
  const targets = targetsOf([...old, ...now]);
  const isAsked = ({ name, type }: ServedRecord) => type !== "NAPTR" && !targets.has(name);
  // If a pair comes to its option, its way in brings its records.
  const arriving = new Set(
    works.filter(({ arrival }) => COMING.some((one) => one === arrival)).map(({ name }) => `pairs.${name}`),
  );
  const inBoth = [...new Set(old.map(({ zone }) => zone))].filter((name) => now.some(({ zone }) => zone === name));
  return inBoth.map((name) => {
    const [before, after] = [old, now].map((records) => records.filter(({ zone }) => zone === name)) as [
      ServedRecord[],
      ServedRecord[],
    ];
    const comes = after
      .filter((one) => isAsked(one) && !has(before, one) && !arriving.has(one.construct))
      .map((one) => ({ ...one, data: one.data.filter((entry) => isThere(one, entry, old)) }))
      .filter(({ data }) => data.length > 0);
    const goes = goingFrom(before, after, isAsked);
    const isOtherwise =
      !isDeepStrictEqual(answersBeside(goes, before), answersBeside(comes, after)) || isPartly(comes, after);
    const loads = loadsFor(comes.length > 0, goes.length > 0, isOtherwise);
    const serial = after[0]!.zoneSerial;
    return { name, comes, goes, loads, serial, missingSerial: missingSerial(before, after, loads.length) };
  });
}

/** The removed records under names that people ask for, with the addresses of their targets. */
function goingFrom(
  before: readonly ServedRecord[],
  after: readonly ServedRecord[],
  isAsked: (record: ServedRecord) => boolean,
): ServedRecord[] {
  const gone = before.filter((one) => !has(after, one));
  const asked = gone.filter(isAsked);
  const targets = targetsOf(asked);
  return gone.filter((one) => asked.includes(one) || targets.has(one.name));
}

/** Each kind of change has its own moment. Changes that no caller asks for by name, such as a TTL, are loaded with whatever else is. */
function loadsFor(comes: boolean, goes: boolean, isOtherwise: boolean): Load[] {
  const due: Readonly<Record<Load, boolean>> = {
    ahead: comes,
    "with others": isOtherwise || !(comes || goes),
    late: goes,
  };
  return (Object.keys(due) as Load[]).filter((load) => due[load]);
}

/** Name servers that copy a zone take it only with a number ahead of the one that they have, so each load has its own number. */
function missingSerial(
  before: readonly ServedRecord[],
  after: readonly ServedRecord[],
  loads: number,
): number | undefined {
  const content = (records: readonly ServedRecord[]) =>
    records.map(({ name, type, ttl, data, nameServers }) => ({ name, type, ttl, data, nameServers }));
  const [had, has] = [before[0]!.zoneSerial, after[0]!.zoneSerial];
  const least = serialAfter(had, loads);
  const isCopied = after.some(({ nameServers }) => nameServers.length > 0);
  // A number that is already behind keeps name servers from everything that comes after it.
  const isOther = has !== had || !isDeepStrictEqual(content(before), content(after));
  return isCopied && isOther && !isTaken(has, had, least) ? least : undefined;
}

/** Which proxies exist, and where, by the names that stay. Which names name servers prefer does not matter for the moment of the load. */
function answersBeside(some: readonly ServedRecord[], records: readonly ServedRecord[]) {
  return records
    .filter((one) => one.type !== "NAPTR" && !has(some, one))
    .map(({ name, type, data }) => ({ name, type, data }));
}

function has(records: readonly ServedRecord[], { name, type }: ServedRecord): boolean {
  return records.some((one) => one.name === name && one.type === type);
}

/** The names that SRV records lead to. Nobody asks for them by themselves. */
function targetsOf(records: readonly ServedRecord[]): Set<string> {
  return new Set(records.filter(({ type }) => type === "SRV").flatMap(({ data }) => data.map(lastWord)));
}

function lastWord(text: string): string {
  return text.split(" ").at(-1)!;
}

/** Whether something already answers at the target of a record's entry. */
function isThere(record: ServedRecord, entry: string, old: readonly ServedRecord[]): boolean {
  const target = lastWord(entry);
  return (
    old.some(({ name, type, data }) => type.startsWith("A") && (name === target || data.includes(target))) &&
    (record.type !== "SRV" || isListening(record, entry, old))
  );
}

/** A target listens on a new port for the same service only after a restart; for a new service, the port is set up before. */
function isListening(record: ServedRecord, entry: string, old: readonly ServedRecord[]): boolean {
  const service = ({ name }: ServedRecord) => name.split(".")[0];
  const known = old
    .filter((one) => one.type === "SRV" && service(one) === service(record))
    .flatMap(({ data }) => data)
    .filter((other) => lastWord(other) === lastWord(entry));
  return known.length === 0 || known.includes(entry);
}

/** Whether some of the added records also lead to targets that do not exist yet. */
function isPartly(comes: readonly ServedRecord[], now: readonly ServedRecord[]): boolean {
  return comes.some((one) => now.some((other) => has([one], other) && other.data.length > one.data.length));
}
