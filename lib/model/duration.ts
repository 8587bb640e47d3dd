/** A length of time with its unit, e.g. `9s`, `200ms`, `2m`. The same text in YAML and in TypeScript. */
export type Duration = `${number}ms` | `${number}s` | `${number}m` | `${number}h`;

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
/** The largest number, whatever the unit. */
const LARGEST = 999_999_999;
const PATTERN = /^(0|[1-9]\d{0,8})(ms|s|m|h)$/;

/** Whether the text is a whole number followed by ms, s, m or h. */
export function isDuration(text: string): text is Duration {
  return PATTERN.test(text);
}

/** The form of a duration. */
export const DURATION_RULE = "a whole number with its unit: ms, s, m or h";

/** What to do about a value that is not a duration. */
export function durationFix(value: unknown): string {
  const text = typeof value === "string" || typeof value === "number" ? String(value).slice(0, 100) : "";
  if (/^\s*\d{1,9}\s*$/.test(text)) return `write the unit, e.g. ${Number(text)}s`;
  const parts = partsOf(text);
  if (parts.length > 1) return inOneUnit(parts);
  const [{ count, unit } = { count: "", unit: undefined }] = parts;
  if (unit === undefined) return "write a whole number with its unit, e.g. 9s";
  const time = Math.round(Number(count) * MILLISECONDS[unit]);
  const written = [`${Number(count)}${unit}`, `${time}ms`].find(isDuration);
  if (written === undefined) return `write no more than ${LARGEST}${unit}`;
  return count.includes(".") && written.endsWith("ms") ? `write it in ms: ${written}` : `write ${written}`;
}

type Unit = keyof typeof MILLISECONDS;
/** A number with its unit, as people write it: `5 sec`, `1.5h`, `25S`. */
const PART =
  /\s*(\d+(?:\.\d+)?|\.\d+)\s*(m(?:illi)?s(?:ec(?:ond)?s?)?|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)(?![a-z])\s*/giy;

interface Part {
  readonly count: string;
  readonly unit: Unit;
}

/** The numbers of a text that consists only of numbers with units, e.g. `1m30s`; empty for any other text. */
function partsOf(text: string): Part[] {
  const found = [...text.matchAll(PART)];
  if (found.map(([all]) => all).join("") !== text) return [];
  return found.map(([, count, word]) => {
    const [letters] = /^(?:ms|mil|s|m|h)/.exec(word!.toLowerCase())!;
    return { count: count!, unit: letters.replace("mil", "ms") as Unit };
  });
}

function inOneUnit(parts: readonly Part[]): string {
  const time = Math.round(parts.reduce((sum, { count, unit }) => sum + Number(count) * MILLISECONDS[unit], 0));
  const written = (["h", "m", "s", "ms"] as const)
    .map((unit) => `${time / MILLISECONDS[unit]}${unit}`)
    .find(isDuration);
  return written === undefined ? "write a whole number with its unit, e.g. 9s" : `write it with one unit: ${written}`;
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

/** The same for an upper bound, rounded up: whoever plans with the reported time plans with enough. */
export function formatLongest(value: number): string {
  return formatMilliseconds(value < 1_000 ? Math.ceil(value) : Math.ceil(value / 100) * 100);
}
