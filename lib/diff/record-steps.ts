import type { Topology } from "../model/topology";
import { HIGHEST_SERIAL, MOST_AHEAD } from "../model/zone-serial";
import { table } from "../text/markdown";
import { someOf } from "../text/wording";
import type { FileChange } from "./changed-files";
import type { PairWork } from "./pair-work";
import { type Load, type ZoneChange, zoneChanges } from "./zone-change";

/**
 * When records come to name servers. What comes under a name of its own is there before the servers are told to ask for it; what goes is there until
 * nobody asks for it any more. A zone is loaded as its file has it at the last of its loads, and before that with what is due by then.
 */
export interface RecordSteps {
  /** Before anything else, as the files are other ones then. */
  readonly serials: readonly string[];
  /** Before an import tells the servers the names. */
  readonly ahead: readonly string[];
  /** The files that are brought between the import and the start of servers, with what else people bring. */
  readonly withOthers: readonly FileChange[];
  /** What those have no more, and name servers have to keep by then. */
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
  const zones = zoneChanges(was, is, works).filter((zone) => changed.some((one) => isFileOf(one, zone)));
  // A list of all records is whole when the last of the zones is.
  const lastLoad = (file: FileChange): Load => {
    const own = zones.filter((zone) => isFileOf(file, zone));
    const loads = (own.length > 0 ? own : zones).flatMap((zone) => zone.loads);
    return LATEST_FIRST.find((load) => loads.includes(load)) ?? "with others";
  };
  const brought = (load: Load) => changed.filter((file) => lastLoad(file) === load);
  const added = zones.filter(({ loads }) => loads.includes("ahead") && loads.length > 1);
  const kept = zones.filter(({ loads }) => loads.includes("with others") && loads.includes("late"));
  const isKept = (file: FileChange) => kept.some((zone) => isFileOf(file, zone));
  return {
    serials: zones.flatMap(raisedSerial),
    ahead: [...addedStep(added), ...broughtStep("Before anybody is told of what they add", brought("ahead"))],
    withOthers: changed.filter((file) => lastLoad(file) === "with others" || isKept(file)),
    kept: [...new Set(kept.flatMap(({ goes }) => goes.map(({ name }) => name)))],
    late: broughtStep("When nobody asks any more for what they have no more", brought("late")),
  };
}

const LATEST_FIRST: readonly Load[] = ["late", "with others", "ahead"];
const TIMES = ["", "once", "twice", "three times"];

function isFileOf({ file }: FileChange, { name }: ZoneChange): boolean {
  return file.path === `dns/${name}.zone`;
}

function raisedSerial({ name, loads, serial, missingSerial }: ZoneChange): string[] {
  if (missingSerial === undefined) return [];
  const often = loads.length === 1 ? "" : `, and load it ${TIMES[loads.length]} here, each time with a higher one`;
  // To who compares the two as other numbers, the file's is high enough.
  const circle =
    serial < missingSerial
      ? ""
      : `; they count in a circle, in which 1 comes after ${HIGHEST_SERIAL}, and what is more than ${MOST_AHEAD} ahead of what they have is behind it`;
  return [
    `Set zoneSerial of ${name} to ${missingSerial} or somewhat higher, and synthesize again: name servers that copy the zone take it only then${often}${circle}.`,
  ];
}

/** Between the serial number that name servers have and that of the file there is one for each load. */
const IN_BETWEEN = "a serial number between the one that they have and that of the new file";

function addedStep(zones: readonly ZoneChange[]): string[] {
  const rows = zones.flatMap(({ comes }) =>
    comes.flatMap(({ name, type, data }) => data.map((entry) => [name, type, entry])),
  );
  if (rows.length === 0) return [];
  return [
    `Before anybody is told of them, add these records to those that the name servers have, as the chapters of their pairs in the runbook say, and leave those as they are; where name servers copy the zone, with ${IN_BETWEEN}:\n${table(["record", "type", "what"], rows)}`,
  ];
}

function broughtStep(when: string, files: readonly FileChange[]): string[] {
  if (files.length === 0) return [];
  return [
    `${when}, bring these to where they belong, as the chapters of their pairs in the runbook say:\n${filesTable(files)}`,
  ];
}

/** What name servers have beside a file that is brought to them before its time. */
export function keptRecords({ kept }: RecordSteps): string {
  return kept.length === 0
    ? ""
    : `\nThe name servers keep the records of ${someOf(kept)} for now, and have them no more at the end; until then, where they copy the zone, it has ${IN_BETWEEN}.`;
}

/** Files that people bring. */
export function filesTable(files: readonly FileChange[]): string {
  return table(
    ["file", "is", "what"],
    files.map(({ kind, file }) => [file.path, kind, file.purpose]),
  );
}
