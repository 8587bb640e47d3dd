import { isMapping } from "../model/mapping";
import type { Path, Position } from "../model/origin";
import { show } from "../text/wording";
import type { Unparsed } from "./facts-file";

/** The kinds of object that are compared. */
export const OBJECT_KINDS = ["hosts", "scripts", "applications", "alarmConditions", "dns"] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** A JSON file as it was read, with the places of its values. */
export interface ExportSource {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of bytes that are not text; the value has replacement characters for them. */
  readonly noText?: Position | undefined;
  locate(path: Path, part: "key" | "value"): { readonly position: Position };
}

/** An object of the Configuration Layer, as it was exported. */
export interface ExportedObject {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The place of a field below the object, or the nearest above it. */
  readonly at: (path: Path) => Position;
}

/** What `mutagen config export` wrote: objects by kind and key, see `keyOf`. */
export interface ConfigurationExport {
  readonly position: Position;
  /** Undefined if the export does not have the kind. */
  readonly objects: Readonly<Record<ObjectKind, ReadonlyMap<string, ExportedObject> | undefined>>;
}

/** What identifies an object: its name, with its tenant or Switch if names are unique only within one. */
export function keyOf(kind: ObjectKind, fields: object): string | undefined {
  const { name, number, tenant, switch: of } = fields as Readonly<Record<string, unknown>>;
  const parts = kind === "dns" ? [number, of] : kind === "scripts" ? [name, tenant] : [name];
  return parts.every((part) => typeof part === "string") ? parts.join(" of ") : undefined;
}

/**
 * Understands what `mutagen config export` writes in its format JSON 1.0.0. Kinds that are not compared are skipped. The export is undefined if
 * the file is not such an export.
 */
export function parseExport(source: ExportSource): {
  readonly exported: ConfigurationExport | undefined;
  readonly unparsed: readonly Unparsed[];
} {
  const at = (...path: (string | number)[]) => source.locate(path, "value").position;
  const { __metadata__: metadata } = source.value;
  const format = isMapping(metadata) ? `${metadata.formatName} ${metadata.formatVersion}` : "no __metadata__";
  if (format !== "JSON 1.0.0") return { exported: undefined, unparsed: [otherFormat(format, at("__metadata__"))] };
  const unparsed: Unparsed[] = source.noText === undefined ? [] : [noText(source.noText)];
  const kinds = OBJECT_KINDS.map((kind) => {
    const list = source.value[kind];
    if (list === undefined) return [kind, undefined] as const;
    if (!Array.isArray(list)) {
      unparsed.push(noObject(kind, list, at(kind)));
      return [kind, undefined] as const;
    }
    const objects = new Map<string, ExportedObject>();
    list.forEach((fields: unknown, index) => {
      const key = isMapping(fields) ? keyOf(kind, fields) : undefined;
      if (key === undefined) unparsed.push(noObject(kind, fields, at(kind, index)));
      else objects.set(key, { fields: fields as ExportedObject["fields"], at: (path) => at(kind, index, ...path) });
    });
    return [kind, objects] as const;
  });
  const objects = Object.fromEntries(kinds) as ConfigurationExport["objects"];
  return { exported: { position: { file: source.file, line: 1, column: 1 }, objects }, unparsed };
}

const EXPORT_AGAIN = "export again with mutagen config export, in its format JSON";

function otherFormat(found: string, position: Position): Unparsed {
  return {
    code: "export-version",
    position,
    message: "this is not an export of the Configuration Layer in a format that is understood",
    found: show(found),
    expected: "JSON 1.0.0 in __metadata__, as mutagen writes it",
    fix: EXPORT_AGAIN,
  };
}

function noText(position: Position): Unparsed {
  return {
    code: "export-not-text",
    position,
    message: "characters of the export are lost: names and values that had them differ here",
    found: "bytes that are not UTF-8, as in a file in a Windows code page (Windows-1252 and others)",
    expected: "UTF-8, or UTF-16 with its mark",
    fix: "save the file as UTF-8 with an editor or program that shows its letters correctly, or export again",
  };
}

function noObject(kind: ObjectKind, found: unknown, position: Position): Unparsed {
  return {
    code: "export-object",
    position,
    message: `what stands here among the ${kind} cannot be understood`,
    found: show(found),
    expected: "objects with the names that they are found by",
    fix: EXPORT_AGAIN,
  };
}
