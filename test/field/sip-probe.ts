/** The time between two requests, in milliseconds. */
export const PROBE_INTERVAL = 50;

/** A request through a proxy or to a virtual IP. The moment is on the monotonic clock. */
export interface SipProbe {
  readonly at: number;
  readonly answered: boolean;
  /** Which server it was, by its Contact header. */
  readonly by?: string | undefined;
}

/** The longest time without an answer, in milliseconds: from the first lost request to the first one that was answered again. */
export function longestSilence(probes: readonly SipProbe[]): number {
  let longest = 0;
  let since: number | undefined;
  for (const { at, answered } of probes) {
    if (since !== undefined) longest = Math.max(longest, at - since);
    since = answered ? undefined : (since ?? at);
  }
  return longest;
}
