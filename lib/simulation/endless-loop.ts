import type { Run } from "./run";

/** Events that lead to each other for ever. */
export class EndlessLoop extends Error {
  /** The last lines of the timeline that repeat. */
  readonly loop: readonly string[];

  constructor(run: Run) {
    super("events lead to each other for ever");
    this.name = "EndlessLoop";
    this.loop = repeatedEnd(run.timeline.map(({ actor, action }) => `${actor} ${action}`));
  }
}

/** The shortest tail of a list that occurs twice in a row; the last ten items if there is none. */
function repeatedEnd(lines: readonly string[]): readonly string[] {
  for (let length = 1; length <= lines.length / 2; length += 1) {
    const last = lines.slice(-length);
    const before = lines.slice(-2 * length, -length);
    if (last.every((line, index) => line === before[index])) return last;
  }
  return lines.slice(-10);
}
