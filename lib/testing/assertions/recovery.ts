import type { Duration, Scenario } from "sip-server-ha";
import { show } from "../../errors";
import {
  DURATION_RULE,
  durationFix,
  formatLongest,
  formatMilliseconds,
  isDuration,
  milliseconds,
} from "../../model/duration";
import { PACES } from "../../operation/span";
import { outageText } from "../../report/scenario-text";
import { boundTexts } from "../../simulation/time-text";
import { textTable } from "../../text/text-table";
import { wrapped } from "../../text/wrapped";
import { TestMisuse } from "../misuse";
import type { Synthesized } from "../synthesized";
import { accountOf } from "./account";
import { notEvaluated } from "./breach";
import { isPartlyUnknown, longestIn } from "./outage";
import type { Outcome } from "./outcome";
import {
  checkOptions,
  nameOf,
  pairsOf,
  SIMULATION_KEYS,
  type Simulated,
  type SimulationOptions,
  simulateAll,
} from "./simulated";

/** The scenario and the pairs from which recovery is expected. */
export interface RecoveryOptions extends SimulationOptions {
  /** The name of a scenario in the catalogue, or a scenario of your own.
   * @default - each scenario of the catalogue that applies to the pair */
  readonly scenario?: string | Scenario | undefined;
}

/** The most scenarios that are listed. */
const LISTED = 12;

/** Whether pairs answer no new call for at most the duration, at every pace. How callers come back is not counted: the pairs do not control it. */
export function recoversWithin(subject: Synthesized, duration: Duration, options: RecoveryOptions = {}): Outcome {
  checkOptions(options, [...SIMULATION_KEYS, "scenario"]);
  if (typeof duration !== "string" || !isDuration(duration)) throw noDuration(duration);
  const limit = milliseconds(duration);
  const scenarios = options.scenario === undefined ? undefined : [options.scenario];
  const tried = simulateAll(subject, pairsOf(subject, options), scenarios);
  const late = tried.filter((one) => outageOf(one) > limit).sort((a, b) => outageOf(b) - outageOf(a));
  const unknown = tried.find(({ result }) => isPartlyUnknown(result.outage.unanswered));
  if (late.length === 0 && unknown !== undefined)
    throw notEvaluated(
      `whether ${nameOf(unknown)} recovers within ${duration}`,
      unknown.result.failures[0]?.message ?? "its outage is not known",
    );
  return {
    isMet: late.length === 0,
    message: () => (late.length === 0 ? inTime(tried, duration) : tooLate(subject, tried, late, duration)),
  };
}

/** In milliseconds; an outage without an end is longer than anything. */
function outageOf({ result }: Simulated): number {
  const longest = longestIn(result.outage.unanswered);
  return longest === "does-not-end" ? Number.POSITIVE_INFINITY : longest;
}

function tooLate(
  subject: Synthesized,
  tried: readonly Simulated[],
  late: readonly Simulated[],
  duration: Duration,
): string {
  const longest = late[0]!;
  const { environment, pair, scenario } = longest.result;
  const over = outageOf(longest) - milliseconds(duration);
  const heading =
    tried.length === 1
      ? wrapped(
          `${environment}/${pair} does not recover within ${duration} from ${scenario.name}: ${scenario.title}`,
          2,
        )
      : [
          `${environment} does not recover within ${duration} in ${late.length} of ${tried.length} courses`,
          table(late),
        ].join("\n\n");
  const much = Number.isFinite(over)
    ? `no new call is answered for up to ${formatLongest(outageOf(longest))}, which is ${formatMilliseconds(over)} too long`
    : "new calls are not answered again while it is watched";
  return [
    heading,
    ...(tried.length === 1 ? [`  ${much}`] : [`\nthe longest is ${pair} in ${scenario.name}: ${much}`]),
    "",
    accountOf(subject, longest, []),
  ].join("\n");
}

function table(late: readonly Simulated[]): string {
  const rows = late
    .slice(0, LISTED)
    .map(({ result: { pair, scenario, outage } }) => [`  ${pair}`, scenario.name, ...boundTexts(outage.unanswered)]);
  const more = late.length - rows.length;
  return [
    textTable(["  pair", "scenario", ...PACES], rows, new Set([2, 3, 4])),
    ...(more === 0 ? [] : [`  and ${more} more`]),
  ].join("\n");
}

function inTime(tried: readonly Simulated[], duration: Duration): string {
  const longest = tried.reduce((one, other) => (outageOf(other) > outageOf(one) ? other : one));
  const { environment, pair, scenario } = longest.result;
  const most = formatLongest(outageOf(longest));
  const heading =
    tried.length === 1
      ? `${nameOf(longest)} recovers within ${duration} from ${scenario.name}, but should not: ${most} at most`
      : `${environment} recovers within ${duration} in all ${tried.length} courses, but should not: ${most} at most, ${pair} in ${scenario.name}`;
  return `${heading}\n${outageText(longest.result)}`;
}

function noDuration(value: unknown): TestMisuse {
  return new TestMisuse({
    message: "the time in which a pair has to recover is given as a duration",
    found: show(value),
    allowed: DURATION_RULE,
    fix: durationFix(value),
  });
}
