import type { Topology } from "../model/topology";
import { HIGHEST_SERIAL, MOST_AHEAD } from "../model/zone-serial";
import { table } from "../text/markdown";
import { someOf } from "../text/wording";
import type { FileChange } from "./changed-files";
import type { PairWork } from "./pair-work";
import { type Load, type ZoneChange, zoneChanges } from "./zone-change";

/**
 * When records come to name servers. A record under a new name is there before the servers are told to ask for it; a record that is removed stays until
 * nobody asks for it any more. At the last of its loads a zone is loaded as its file has it, and before that with whatever is due by then.
 */
export interface RecordSteps {
  /** Before anything else, because these steps change the files. */
  readonly serials: readonly string[];
  /** Before an import tells the servers the names. */
  readonly ahead: readonly string[];
  /** The files that are brought between the import and the start of servers, with whatever else people bring. */
  readonly withOthers: readonly FileChange[];
  /** The names that those files no longer have, but that name servers have to keep until later. */
  readonly kept: readonly string[];
  /** When the servers have the new records. */
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
  // A list of all records is complete when the last of the zones is.
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
    ahead: [
      ...addedStep(added),
      ...broughtStep("Before anybody is told to use the names that they add", brought("ahead")),
    ],
    withOthers: changed.filter((file) => lastLoad(file) === "with others" || isKept(file)),
    kept: [...new Set(kept.flatMap(({ goes }) => goes.map(({ name }) => name)))],
    late: broughtStep("When nobody asks any more for the names that they no longer have", brought("late")),
  };
}

const LATEST_FIRST: readonly Load[] = ["late", "with others", "ahead"];
const TIMES = ["", "once", "twice", "three times"];

function isFileOf({ file }: FileChange, { name }: ZoneChange): boolean {
  return file.path === `dns/${name}.zone`;
}

function raisedSerial({ name, loads, serial, missingSerial }: ZoneChange): string[] {
  if (missingSerial === undefined) return [];
  const often =
    loads.length === 1 ? "" : `, and you load it ${TIMES[loads.length]} here, each time with a higher number`;
  // If the two are compared as ordinary numbers, the file's number looks high enough.
  const circle =
    serial < missingSerial
      ? ""
      : `; serial numbers count in a circle, in which 1 comes after ${HIGHEST_SERIAL}, and a number more than ${MOST_AHEAD} ahead of the one that they have counts as behind it`;
  return [
    `Set zoneSerial of ${name} to ${missingSerial} or somewhat higher, and synthesize again: only then do name servers that copy the zone take it${often}${circle}.`,
  ];
}

/** Between the serial number that name servers have and the number of the file there is one number for each load. */
const IN_BETWEEN = "a serial number between the one that they have and the one of the new file";

function addedStep(zones: readonly ZoneChange[]): string[] {
  const rows = zones.flatMap(({ comes }) =>
    comes.flatMap(({ name, type, data }) => data.map((entry) => [name, type, entry])),
  );
  if (rows.length === 0) return [];
  return [
    `Before anybody is told to use them, add these records to those that the name servers have, as the chapters of their pairs in the runbook say, and leave the existing records as they are. If name servers copy the zone, use ${IN_BETWEEN}:\n${table(["record", "type", "what"], rows)}`,
  ];
}

function broughtStep(when: string, files: readonly FileChange[]): string[] {
  if (files.length === 0) return [];
  return [
    `${when}, bring these files to where they belong, as the chapters of their pairs in the runbook say:\n${filesTable(files)}`,
  ];
}

/** What name servers keep besides a file that is brought to them early. */
export function keptRecords({ kept }: RecordSteps): string {
  return kept.length === 0
    ? ""
    : `\nThe name servers keep the records of ${someOf(kept)} for now, and no longer have them at the end. Until then, if they copy the zone, it has ${IN_BETWEEN}.`;
}

/** Files that people bring. */
export function filesTable(files: readonly FileChange[]): string {
  return table(
    ["file", "is", "what"],
    files.map(({ kind, file }) => [file.path, kind, file.purpose]),
  );
}
