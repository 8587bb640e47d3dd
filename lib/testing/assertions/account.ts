import { knobsOf } from "sip-server-ha";
import { outageText, timelineText } from "../../report/scenario-text";
import { momentText } from "../../simulation/time-text";
import type { Synthesized } from "../synthesized";
import { longestIn } from "./outage";
import { orMisuse, type Simulated } from "./simulated";

/** The most lines of a timeline that are shown. */
const LINES = 40;

/**
 * How the result came about. First comes the usual timeline, from the fault until calls are answered again and the last of the moments is reached. Then
 * come the outage and its parts beside the objective, and the declared time that helps most if it is halved.
 *
 * @param moments the moments that the timeline must include, in milliseconds since the start
 */
export function accountOf({ model }: Synthesized, simulated: Simulated, moments: readonly number[]): string {
  const { pair, scenario, result } = simulated;
  const [best] = result.failures.length === 0 ? orMisuse(() => knobsOf(model, scenario, pair.props)) : [];
  const isOut = longestIn(result.outage.unanswered) !== 0;
  return [
    ...(result.timeline.length === 0 ? [] : [shortTimeline(simulated, moments)]),
    outageText(result, best === undefined ? [] : [best]),
    ...(isOut && best === undefined ? ["  halving any one declared time does not make it shorter"] : []),
  ].join("\n");
}

function shortTimeline({ result: { timeline, answers } }: Simulated, moments: readonly number[]): string {
  const last = answers.at(-1);
  const isAnswered = last?.by !== undefined;
  const until = isAnswered ? Math.max(last.at, ...moments) : Number.POSITIVE_INFINITY;
  const shown = timeline.filter(({ at }) => at <= until).slice(0, LINES);
  const left = timeline.length - shown.length;
  return [
    "the usual course:",
    timelineText(shown),
    ...(left === 0
      ? []
      : [`and ${left} more ${left === 1 ? "line" : "lines"} until ${momentText(timeline.at(-1)!.at)}`]),
    "",
  ].join("\n");
}
