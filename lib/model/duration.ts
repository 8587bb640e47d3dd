/** A length of time with its unit, e.g. `9s`, `200ms`, `2m`. The same text in YAML and in TypeScript. */
export type Duration = `${number}ms` | `${number}s` | `${number}m` | `${number}h`;

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
/** Of any unit. */
const LARGEST = 999_999_999;
const PATTERN = /^(0|[1-9]\d{0,8})(ms|s|m|h)$/;

/** Whether the text is a whole number followed by ms, s, m or h. */
export function isDuration(text: string): text is Duration {
  return PATTERN.test(text);
}

/** What a duration may be. */
export const DURATION_RULE = "a whole number with its unit: ms, s, m or h";

/** What is to be done about a value that is no duration. */
export function durationFix(value: unknown): string {
  const text = typeof value === "string" ? value.slice(0, 100) : "";
  const [, count = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)\s*$/.exec(text) ?? [];
  if (unit === "") return "write the unit, e.g. 9s";
  const time = Math.round(Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS]);
  const written = [`${Number(count)}${unit}`, `${time}ms`].find(isDuration);
  if (written === undefined) return `write no more than ${LARGEST}${unit}`;
  return count.includes(".") && written.endsWith("ms") ? `write it in ms: ${written}` : `write ${written}`;
}

/** The duration in milliseconds. */
export function milliseconds(duration: Duration): number {
  const [, count, unit] = PATTERN.exec(duration)!;
  return Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
}

/** The duration in seconds, rounded up, for tools that count in whole seconds. */
export function wholeSeconds(duration: Duration): number {
  return Math.ceil(milliseconds(duration) / 1_000);
}

/** A number of milliseconds as a person writes it: `18s`, `1.5s`, `200ms`. */
export function formatMilliseconds(value: number): string {
  return value !== 0 && value < 1_000 ? `${value}ms` : `${Number((value / 1_000).toFixed(1))}s`;
}
