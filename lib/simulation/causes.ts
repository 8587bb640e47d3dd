import type { TimelineEntry } from "./run";

/** The chain of causes that leads to a line of the timeline, as indexes, the first cause first; empty for -1. */
export function chainOfCauses(timeline: readonly TimelineEntry[], line: number): number[] {
  const chain: number[] = [];
  for (let at: number | undefined = line === -1 ? undefined : line; at !== undefined; at = timeline[at]!.causedBy)
    chain.unshift(at);
  return chain;
}
