import { systemOfHostType } from "../configuration-layer/host-type";
import type { ConfigurationObjects } from "../configuration-layer/objects";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import { show } from "../text/wording";
import {
  type ConfigurationExport,
  type ExportedObject,
  keyOf,
  OBJECT_KINDS,
  type ObjectKind,
} from "./configuration-export";
import type { DriftFinding } from "./drift-finding";
import type { ObjectOwners } from "./object-owners";

type Told = Omit<DriftFinding, "environment" | "path">;

export const WORDS: Readonly<Record<ObjectKind, string>> = {
  hosts: "Host",
  scripts: "Script",
  applications: "application",
  alarmConditions: "alarm condition",
  dns: "DN",
};

/** Descriptions are for people: they change nothing. */
const FOR_PEOPLE = new Set(["description"]);

/** Whether the value found at a place is the expected value. */
export type SameValue = (path: Path, found: string, expected: string) => boolean;

/** As for an import of the objects, which writes each value as it is. */
export const isExact: SameValue = (_, found, expected) => found === expected;

/** A person may have chosen a host's type more exactly than it is synthesized: any type of the same operating system is right. */
export const isOfSameSystem: SameValue = (path, found, expected) =>
  found === expected || (path.join(".") === "osInfo.type" && systemOfHostType(found) === systemOfHostType(expected));

const IMPORT = "first find out who changed it, and why; then import objects.json again, or declare it as it is";

/**
 * The differences of the objects, field by field. Only synthesized fields are compared, and in their lists only the synthesized entries: an application
 * may have more ports and connections. An alarm condition may not have more reactions.
 *
 * @param isSame whether a field has its expected value, both as text
 */
export function compareObjects(
  environment: string,
  objects: ConfigurationObjects,
  exported: ConfigurationExport,
  owners: ObjectOwners,
  isSame: SameValue,
): DriftFinding[] {
  return OBJECT_KINDS.flatMap((kind) => {
    const wanted = objects[kind] ?? [];
    const found = exported.objects[kind];
    if (wanted.length === 0) return [];
    if (found === undefined) return [notExported(environment, kind, exported)];
    return wanted.flatMap((object) => {
      const key = keyOf(kind, object)!;
      const path = owners(kind, key);
      const what = `${WORDS[kind]} ${key}`;
      const one = found.get(key);
      const told =
        one === undefined
          ? [missingObject(what, exported)]
          : differences(one, object, [], isSame).map((told) => named(what, told));
      return told.map((entry) => ({ environment, path, ...entry }));
    });
  });
}

const named = (what: string, told: Told): Told => ({ ...told, message: `${what}: ${told.message}` });

/** If the export lacks a kind, it says nothing about objects of that kind. */
function notExported(environment: string, kind: ObjectKind, exported: ConfigurationExport): DriftFinding {
  return {
    state: "missing",
    code: "kind-not-exported",
    environment,
    path: "",
    position: exported.position,
    message: `the export has no ${kind}`,
    fix: "export all objects, of the whole database",
  };
}

function missingObject(what: string, exported: ConfigurationExport): Told {
  return {
    state: "drift",
    code: "object-missing",
    position: exported.position,
    message: `there is no ${what}`,
    found: "nothing",
    expected: what,
    fix: IMPORT,
  };
}

function differences(object: ExportedObject, expected: unknown, path: Path, isSame: SameValue): Told[] {
  const found = valueAt(object.fields, path);
  if (Array.isArray(expected))
    return listDifferences(object, expected, Array.isArray(found) ? found : [], path, isSame);
  if (isMapping(expected))
    return Object.entries(expected).flatMap(([key, value]) =>
      value === undefined || FOR_PEOPLE.has(key) ? [] : differences(object, value, [...path, key], isSame),
    );
  // A number may be written as text; a value that is false may be left out.
  if (isSame(path, String(found ?? (expected === false ? false : "")), String(expected))) return [];
  return [differs(object, "object-differs", path, `${path.join(".")} differs`, show(found), show(expected))];
}

function differs(
  object: ExportedObject,
  code: string,
  path: Path,
  message: string,
  found: string,
  expected: string,
): Told {
  return { state: "drift", code, position: object.at(path), message, found, expected, fix: IMPORT };
}

function listDifferences(
  object: ExportedObject,
  expected: readonly unknown[],
  found: readonly unknown[],
  path: Path,
  isSame: SameValue,
): Told[] {
  const name = path.join(".");
  const keys = found.map(entryKey);
  const wanted = expected.map(entryKey);
  const list = (entries: readonly string[]) => (entries.length === 0 ? "none" : entries.join(", "));
  const isReactions = name === "reactionScripts";
  const told = expected.flatMap((entry, index) => {
    const at = keys.indexOf(wanted[index]!);
    if (at >= 0) return differences(object, entry, [...path, at], isSame);
    const code = isReactions ? "alarm-reaction-missing" : "entry-missing";
    return [differs(object, code, path, `${name} has no ${wanted[index]}`, list(keys), list(wanted))];
  });
  if (!isReactions || told.length > 0) return told;
  const added = keys.filter((key) => !wanted.includes(key));
  if (added.length > 0)
    return [
      differs(object, "alarm-reaction-added", path, `it has more reactions: ${list(added)}`, list(keys), list(wanted)),
    ];
  if (keys.join() === wanted.join()) return [];
  return [
    differs(object, "alarm-reaction-order", path, "its reactions are in another order", list(keys), list(wanted)),
  ];
}

/** The fields that identify an entry of a list. */
function entryKey(entry: unknown): string {
  if (!isMapping(entry)) return String(entry);
  const { name, appServer, id } = entry;
  return String(name ?? (appServer === undefined ? id : `${appServer} ${id}`));
}

function valueAt(fields: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    fields,
  );
}
