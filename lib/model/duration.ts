/** A length of time with its unit, e.g. `9s`, `200ms`, `2m`. The same text in YAML and in TypeScript. */
export type Duration = `${number}ms` | `${number}s` | `${number}m` | `${number}h`;

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const PATTERN = /^(0|[1-9]\d{0,8})(ms|s|m|h)$/;

/** Whether the text is a whole number followed by ms, s, m or h. */
export function isDuration(text: string): text is Duration {
  return PATTERN.test(text);
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
