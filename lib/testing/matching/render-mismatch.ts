import type { Mismatch } from "./matcher";
import { isPlainMapping } from "./pattern";
import { shown, shownKey } from "./shown";

/**
 * A value with what is wrong in it, each at its place:
 *
 * ```
 *    {
 *      name: "SIP_In_P_VIP_UP",
 * !!   Expected "down" but received "up"
 *      commandLineArguments: "up",
 *    }
 * ```
 *
 * What is right is cut to a line.
 */
export function renderMismatch(value: unknown, mismatches: readonly Mismatch[]): string {
  return linesFor(value, mismatches, "", "")
    .map(({ isMark, text }) => `${isMark ? "!!" : "  "} ${text}`)
    .join("\n");
}

interface Line {
  readonly isMark: boolean;
  readonly text: string;
}

/** The lines of a value: its own mismatch first, then the value behind its key. */
function linesFor(value: unknown, mismatches: readonly Mismatch[], indent: string, key: string): Line[] {
  const here = mismatches.filter(({ path }) => path.length === 0);
  const inside = mismatches.filter(({ path }) => path.length > 0);
  const marks = here.map(({ message }) => ({ isMark: true, text: `${indent}${message}` }));
  const isTop = indent === "";
  const comma = isTop ? "" : ",";
  if (inside.length === 0 && !(isTop && isPlainMapping(value)))
    return value === undefined ? marks : [...marks, { isMark: false, text: `${indent}${key}${shown(value)}${comma}` }];
  const isList = Array.isArray(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const steps = new Set(inside.map(({ path }) => path[0]!));
  const keys: (string | number)[] = isList ? [...value.keys()] : Object.keys(value as object);
  // A missing key has no place of its own: it comes last.
  for (const step of steps) if (!keys.includes(step)) keys.push(step);
  const entries = keys.flatMap((step) => {
    const item = (value as Record<string | number, unknown>)[step];
    const below = inside.filter(({ path }) => path[0] === step).map((one) => ({ ...one, path: one.path.slice(1) }));
    if (item === undefined && below.length === 0) return [];
    const name = isList ? "" : `${shownKey(String(step))}: `;
    const lines = linesFor(item, below, `${indent}  `, name);
    return item === undefined ? lines.map(({ text }) => ({ isMark: true, text: withKey(text, name) })) : lines;
  });
  return [
    ...marks,
    { isMark: false, text: `${indent}${key}${open}` },
    ...entries,
    { isMark: false, text: `${indent}${close}${comma}` },
  ];
}

/** A missing key is named before the value that was expected there. */
function withKey(text: string, name: string): string {
  const indent = /^ */.exec(text)![0];
  return `${indent}${name}${text.slice(indent.length)}`;
}
