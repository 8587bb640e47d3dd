import type { RunLog } from "./drill-kit";
import type { StepRecord } from "./drill-results";

/** `2026-11-26T03:00:00Z inbound-vip[123] up: down -> up, exit 0, 22 ms: ...`, the log line of a run that has moved something. */
const MOVED = /^\S+ \S+ ([a-z-]+): ([a-z]+) -> ([a-z]+), exit 0, (\d{1,9}) ms: /;

/**
 * Runs of control scripts that the logs have gained since.
 *
 * @param before the earlier contents of the logs, in the order of the sources
 */
export function newRuns(
  logs: readonly RunLog[],
  before: readonly string[],
  after: readonly string[],
): StepRecord["runs"] {
  return logs.flatMap(({ timers }, index) => {
    const [was, is] = [before[index] ?? "", after[index] ?? ""];
    // A log that was rotated meanwhile starts from the beginning.
    const added = is.startsWith(was) ? is.slice(was.length) : is;
    return added.split("\n").flatMap((line) => {
      const [, action, from, to, time] = MOVED.exec(line) ?? [];
      const timer = action === undefined ? undefined : timers[action];
      return timer === undefined || from === to ? [] : [{ timer, milliseconds: Number(time) }];
    });
  });
}
