import type { World } from "./world";

/**
 * A text that is equal for two worlds of one pair if everything that can still happen is equal. The time itself is left out, as nothing depends on it.
 * Names that are the same in every world of a pair are left out as well: a sweep compares these texts tens of thousands of times.
 */
export function worldKey({ now, scriptDefects, option, announcements, ...rest }: World): string {
  let recent = "";
  for (const { at, host, packets } of announcements) recent += `${now - at},${host},${packets};`;
  return `${valuesOf(rest)}|${JSON.stringify(scriptDefects)}|${JSON.stringify(option)}|${recent}`;
}

function valuesOf(value: unknown): string {
  if (typeof value === "string") return `${value},`;
  if (value === true) return "+";
  if (value === false) return "-";
  if (typeof value !== "object" || value === null) return `${value},`;
  let text = "";
  if (Array.isArray(value)) {
    for (const one of value) text += valuesOf(one);
    return `[${text}]`;
  }
  for (const key in value) text += valuesOf((value as Record<string, unknown>)[key]);
  return `{${text}}`;
}
