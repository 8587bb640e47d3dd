import { expect, test } from "vitest";
import type { Probe } from "../../lib/drill/drill-kit";
import type { Question } from "../../lib/drill/measured-outage";
import { OutageWatch } from "../../lib/drill/outage-watch";

const PROBE = { interval: 100, patience: 500 } as Probe;

test("a silence that was too long is reported as the least, with no upper bound until somebody answers", () => {
  const questions: Question[] = [{ at: 0, isAnswered: true }];
  const watch = new OutageWatch(PROBE, { questions: () => questions, stop: () => {} });
  questions.push({ at: 100, isAnswered: false }, { at: 3_706, isAnswered: false });
  expect(watch.measured()).toEqual({ atLeast: 3_606 });
  expect(watch.silenceBeyond(3_000, 4_700)).toBe(4_600);
  expect(watch.measured()).toEqual({ atLeast: 4_600 });
  questions.push({ at: 3_800, isAnswered: true });
  expect(watch.measured()).toEqual({ atLeast: 3_606, atMost: 3_800 });
});
