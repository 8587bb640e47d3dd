import { show } from "../errors";
import { compareTexts } from "../text/sorted";
import { plain } from "../text/wording";

/** A place in a file that a person can open: the environment file, or the program that made a construct. */
export interface Position {
  /** Relative to the working folder. */
  readonly file: string;
  /** The line, counted from 1. */
  readonly line: number;
  /** The column, counted from 1. */
  readonly column: number;
}

/** The keys that lead to a value of a declaration, e.g. `["pairs", "inbound", "sip", "port"]`. */
export type Path = readonly (string | number)[];

/**
 * Where the values of a declaration are. Called only when a finding is printed, so an origin may be costly to compute. `path` is relative to the value
 * that the origin belongs to; the answer is the nearest known place.
 */
export type Origin = (path: Path, part: "key" | "value") => Position | undefined;

/** Where a file removes the value at a path that a file which it extends has set; undefined if no file does. */
export type RemovedAt = (path: Path) => Position | undefined;

const origins = new WeakMap<object, Origin>();

/** Remembers where a props object was read from; a construct made with it reports problems there instead of at its call site. */
export function rememberOrigin<T extends object>(value: T, origin: Origin): T {
  origins.set(value, origin);
  return value;
}

/** The origin that was remembered for the object. */
export function originOf(value: unknown): Origin | undefined {
  return typeof value === "object" && value !== null ? origins.get(value) : undefined;
}

/** `prod.yaml:41:17`, on one line whatever the file's name is. */
export function formatPosition(position: Position): string {
  return `${plain(position.file)}:${position.line}:${position.column}`;
}

/** The order of positions; an entry without a position comes last. */
export function comparePositions(one: Position | undefined, other: Position | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return compareTexts(one.file, other.file) || one.line - other.line || one.column - other.column;
}

/** `pairs.inbound.sip.port`; a key that is not a name is quoted. */
export function formatPath(path: Path): string {
  return path.map((key) => (/^[\w.-]{1,128}$/.test(String(key)) ? key : show(key))).join(".");
}
