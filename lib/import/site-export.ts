import {
  type ConfigurationExport,
  type ExportedObject,
  type ExportSource,
  parseExport,
} from "../drift/configuration-export";
import type { Unparsed } from "../drift/facts-file";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import type { Sourced } from "./import-note";

/** A template from which applications are created; it gives their type. */
export interface Template {
  /** The vendor's constant without CFG, in lower case: `tserver`. */
  readonly type: string | undefined;
  readonly version: Sourced<string> | undefined;
}

/** A Configuration Layer as it was exported, including the kinds that drift does not compare. */
export interface SiteExport {
  readonly exported: ConfigurationExport;
  readonly templates: ReadonlyMap<string, Template>;
  readonly switches: readonly Sourced<string>[];
}

/** Understands an export by `mutagen config export`, which has templates as `appPrototypes` if the whole database was exported. */
export function siteExport(source: ExportSource): {
  readonly site: SiteExport | undefined;
  readonly unparsed: readonly Unparsed[];
} {
  const { exported, unparsed } = parseExport(source);
  if (exported === undefined) return { site: undefined, unparsed };
  const templates = new Map<string, Template>();
  for (const object of listed(source, "appPrototypes")) {
    const name = textAt(object, "name");
    if (name !== undefined)
      templates.set(name.value, { type: textAt(object, "type")?.value, version: textAt(object, "version") });
  }
  const switches = listed(source, "switches").flatMap((object) => textAt(object, "name") ?? []);
  return { site: { exported, templates, switches }, unparsed };
}

function listed(source: ExportSource, kind: string): ExportedObject[] {
  const list = source.value[kind];
  if (!Array.isArray(list)) return [];
  return list.flatMap((fields: unknown, index) =>
    isMapping(fields) ? [{ fields, at: (path: Path) => source.locate([kind, index, ...path], "value").position }] : [],
  );
}

/** The value of a field that is text or a number; undefined if it is neither, or empty. */
export function textAt(object: ExportedObject, ...path: (string | number)[]): Sourced<string> | undefined {
  const value = valueAt(object, path);
  if ((typeof value !== "string" && typeof value !== "number") || value === "") return undefined;
  return {
    value: String(value),
    // Most values are only compared, and a place has to be looked for in the text of the object.
    get position() {
      return object.at(path);
    },
  };
}

/** A field that is true or false. */
export function flagAt(object: ExportedObject, ...path: (string | number)[]): boolean | undefined {
  const value = valueAt(object, path);
  return typeof value === "boolean" ? value : undefined;
}

/** The entries of a field that is a list, each with its path. */
export function entriesAt(object: ExportedObject, ...path: (string | number)[]): (string | number)[][] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.map((_, index) => [...path, index]) : [];
}

/** The keys of a field that has some. */
export function keysAt(object: ExportedObject, ...path: (string | number)[]): string[] {
  const value = valueAt(object, path);
  return isMapping(value) ? Object.keys(value) : [];
}

function valueAt({ fields }: ExportedObject, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    fields,
  );
}

/** An option of an application. */
export function optionOf(application: ExportedObject, section: string, option: string): Sourced<string> | undefined {
  return textAt(application, "options", section, option);
}

/** The name of an object, which every one of an export has. */
export function nameOf({ fields }: ExportedObject): string {
  return String(fields.name);
}

/** The name of the host that an application runs on. */
export function hostOf(application: ExportedObject): Sourced<string> | undefined {
  return textAt(application, "serverInfo", "host");
}
