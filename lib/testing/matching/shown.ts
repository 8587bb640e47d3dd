import { types } from "node:util";
import { Matcher } from "./matcher";

/** Texts and structures longer than this number of characters are cut. */
const WIDEST = 72;

/** A value in one line, as a test would write it: long values are cut, and a text of several lines is represented by its first. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return shownText(value);
  const whole = compact(value);
  if (whole.length <= WIDEST) return whole;
  return Array.isArray(value) ? `[ ... ] (${value.length})` : "{ ... }";
}

/** A pattern in one line, as a test would write it. */
export function shownPattern(pattern: unknown): string {
  if (Matcher.isMatcher(pattern)) return pattern.describe();
  if (types.isRegExp(pattern)) return String(pattern);
  if (Array.isArray(pattern)) return `[${pattern.map(shownPattern).join(", ")}]`;
  if (typeof pattern !== "object" || pattern === null) return shown(pattern);
  const entries = Object.entries(pattern).map(([key, value]) => `${shownKey(key)}: ${shownPattern(value)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function shownText(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length > 1) return `${JSON.stringify(cut(lines[0]!))} ... (${lines.length} lines)`;
  return JSON.stringify(cut(text));
}

function cut(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 3)}...` : text;
}

function compact(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[ ${value.map(compact).join(", ")} ]`;
  if (typeof value !== "object" || value === null) return typeof value === "string" ? shownText(value) : String(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, item]) => `${shownKey(key)}: ${compact(item)}`).join(", ")} }`;
}

/** A key as a test would write it. */
export function shownKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
