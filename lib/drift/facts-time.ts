import type { DriftFinding } from "./drift-finding";
import type { FactsFile } from "./facts-file";

/** How much earlier facts may have been collected than the latest facts of an environment: a nightly job collects everything in one run. */
const A_DAY = 24 * 60 * 60 * 1000;

/** When facts were collected, in milliseconds since 1970; undefined if they do not say it in UTC, as on a Windows whose PowerShell does not give UTC. */
export function utcTime({ time }: FactsFile): number | undefined {
  const parsed = time !== undefined && /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Facts that are left from an earlier run: next to later facts they describe another day, or the host's clock is wrong. */
export function oldFacts(environment: string, facts: readonly FactsFile[]): DriftFinding[] {
  const latest = facts.reduce<FactsFile | undefined>(
    (before, one) => ((utcTime(one) ?? 0) > ((before && utcTime(before)) ?? 0) ? one : before),
    undefined,
  );
  if (latest === undefined) return [];
  return facts
    .filter((one) => utcTime(latest)! - (utcTime(one) ?? utcTime(latest)!) > A_DAY)
    .map(({ of, position, time }) => ({
      state: "missing",
      code: "facts-old",
      environment,
      path: of,
      position,
      message: "it was collected more than a day before others, so later changes are not seen",
      found: time,
      expected: `within a day of ${latest.time}, as ${latest.of}`,
      fix: "run its collector again, see sip-ha facts; if it ran with the others, correct the clock of the host that is wrong",
    }));
}
