import { isDeepStrictEqual } from "node:util";
import type { ServedRecord } from "../model/dns-record";
import type { Topology } from "../model/topology";
import { dnsRecordsOf } from "../options";
import { table } from "../text/markdown";
import { someOf } from "../text/wording";
import type { FileChange } from "./changed-files";
import type { PairWork } from "./pair-work";

/**
 * When records come to name servers. What comes under a name of its own is there before the servers are told to ask for it; what goes is there until
 * nobody asks for it any more. Both are loaded with the whole file where the change has nothing else, so that the zone's serial number grows once.
 */
export interface RecordSteps {
  /** Before an import tells the servers the names. */
  readonly ahead: readonly string[];
  /** Whether the files are brought between the import and the start of servers, with what else people bring. */
  readonly isBroughtWithOthers: boolean;
  /** What the files have no more, and name servers have to keep by then. */
  readonly kept: readonly string[];
  /** When the servers have what is new. */
  readonly late: readonly string[];
}

/** Whether the file has records of DNS. */
export function hasRecords({ file }: FileChange): boolean {
  return file.path.startsWith("dns/");
}

/** The steps for the files of DNS that change. */
export function recordSteps(
  was: Topology,
  is: Topology,
  files: readonly FileChange[],
  works: readonly PairWork[],
): RecordSteps {
  const changed = files.filter((one) => one.kind === "changed" && hasRecords(one));
  if (changed.length === 0) return { ahead: [], isBroughtWithOthers: true, kept: [], late: [] };
  const [old, now] = [dnsRecordsOf(was), dnsRecordsOf(is)];
  const zones = new Set(old.map(({ zone }) => zone).filter((zone) => now.some((one) => one.zone === zone)));
  const targets = targetsOf([...old, ...now]);
  const isAsked = ({ name, type }: ServedRecord) => type !== "NAPTR" && !targets.has(name);
  // A pair that comes has its records brought by its way in.
  const arriving = new Set(works.flatMap(({ name, arrival }) => (arrival === undefined ? [] : [`pairs.${name}`])));
  const comes = now
    .filter((one) => zones.has(one.zone) && isAsked(one) && !has(old, one) && !arriving.has(one.construct))
    .map((one) => ({ ...one, data: one.data.filter((entry) => isThere(entry, old)) }))
    .filter(({ data }) => data.length > 0);
  const goes = old.filter((one) => zones.has(one.zone) && isAsked(one) && !has(now, one));
  // Which proxies there are, and where; what name servers prefer among names is no matter of the moment.
  const others = (records: readonly ServedRecord[], more: readonly ServedRecord[]) =>
    records
      .filter((one) => one.type !== "NAPTR" && !more.some((other) => isSame(one, other)))
      .map(({ name, type, data }) => ({ name, type, data }));
  const isOtherwise = !isDeepStrictEqual(others(old, goes), others(now, comes)) || isPartly(comes, now);
  const ahead = comes.length === 0 ? [] : isOtherwise || goes.length > 0 ? [added(comes)] : [brought(changed)];
  const isAllAhead = comes.length > 0 && goes.length === 0 && !isOtherwise;
  const isBroughtWithOthers = !isAllAhead && (isOtherwise || goes.length === 0);
  const names = [...new Set(goes.map(({ name }) => name))];
  const late = goes.length === 0 ? [] : isOtherwise ? [takenAway(names)] : [broughtLate(changed)];
  return { ahead, isBroughtWithOthers, kept: isBroughtWithOthers ? names : [], late };
}

function isSame(one: ServedRecord, other: ServedRecord): boolean {
  return one.name === other.name && one.type === other.type;
}

function has(records: readonly ServedRecord[], record: ServedRecord): boolean {
  return records.some((one) => isSame(one, record));
}

/** The names that SRV records lead to, which nobody asks for of his own accord. */
function targetsOf(records: readonly ServedRecord[]): Set<string> {
  return new Set(records.filter(({ type }) => type === "SRV").flatMap(({ data }) => data.map(lastWord)));
}

function lastWord(text: string): string {
  return text.split(" ").at(-1)!;
}

/** Whether something answers already where the entry leads. */
function isThere(entry: string, old: readonly ServedRecord[]): boolean {
  const target = lastWord(entry);
  return old.some(({ name, type, data }) => type.startsWith("A") && (name === target || data.includes(target)));
}

/** Whether some of the records that come lead to what is not there yet as well. */
function isPartly(comes: readonly ServedRecord[], now: readonly ServedRecord[]): boolean {
  return comes.some((one) => now.some((other) => isSame(one, other) && other.data.length > one.data.length));
}

function added(records: readonly ServedRecord[]): string {
  return `Before anybody is told of them, add these records to those that the name servers have, as the chapters of their pairs in the runbook say, and leave those as they are; where name servers copy the zone, with a serial number between the earlier one and that of the new file:\n${table(
    ["record", "type", "what"],
    records.flatMap(({ name, type, data }) => data.map((entry) => [name, type, entry])),
  )}`;
}

function brought(files: readonly FileChange[]): string {
  return `Before anybody is told of what they add, bring these to where they belong, as the chapters of their pairs in the runbook say:\n${filesTable(files)}`;
}

function broughtLate(files: readonly FileChange[]): string {
  return `When nobody asks any more for what they have no more, bring these to where they belong, as the chapters of their pairs in the runbook say:\n${filesTable(files)}`;
}

function takenAway(names: readonly string[]): string {
  return `When nobody asks for them any more, take the records of ${someOf(names)} away, as the files of their zone have it.`;
}

/** Files that people bring. */
export function filesTable(files: readonly FileChange[]): string {
  return table(
    ["file", "is", "what"],
    files.map(({ kind, file }) => [file.path, kind, file.purpose]),
  );
}
