import type { ServiceChange } from "./run";
import type { Bound } from "./scenario-outage";

/** An interval in which no new call is answered. */
export interface Unanswered {
  readonly from: number;
  /** Infinity if nobody answers any more when the scenario is over. */
  readonly to: number;
  /** The line of the timeline that the answering follows from; -1 if there is none. */
  readonly cause: number;
}

/** The intervals in which no new call is answered, in their order; intervals without a duration are left out. */
export function unansweredIn(services: readonly ServiceChange[]): Unanswered[] {
  const intervals: Unanswered[] = [];
  for (const [index, { at, by }] of services.entries()) {
    if (by !== undefined) continue;
    const next = services[index + 1];
    const to = next?.at ?? Number.POSITIVE_INFINITY;
    if (to > at) intervals.push({ from: at, to, cause: next?.cause ?? -1 });
  }
  return intervals;
}

/** The longest of them, the first if several are; undefined if there is none. */
export function longestOf(intervals: readonly Unanswered[]): Unanswered | undefined {
  let longest: Unanswered | undefined;
  for (const one of intervals)
    if (longest === undefined || one.to - one.from > longest.to - longest.from) longest = one;
  return longest;
}

/** How long the longest of them lasts. */
export function lengthOf(longest: Unanswered | undefined): Bound {
  if (longest === undefined) return 0;
  return longest.to === Number.POSITIVE_INFINITY ? "does-not-end" : longest.to - longest.from;
}

/** How long they last together, in milliseconds. */
export function togetherOf(intervals: readonly Unanswered[]): number {
  return intervals.reduce((sum, { from, to }) => sum + to - from, 0);
}
