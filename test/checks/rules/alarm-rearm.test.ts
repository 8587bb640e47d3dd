import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const PATH = "pairs.inbound.highAvailability.ipAddressTakeover.cancelTimeout";
const words = { path: PATH, allowed: "whole seconds from 1s to 10s", fix: "use 5s, the default" };

test.each(["5s", "1s", "10s", "2000ms"])("holds with %s", (timeout) => {
  expect(evaluateSample("alarm-rearm", { [PATH]: timeout })).toEqual(HOLDS);
});

test.each(["0s", "500ms", "1500ms"])("%s, which is no whole number of seconds above zero, is found", (timeout) => {
  expect(evaluateSample("alarm-rearm", { [PATH]: timeout }).found).toEqual([
    {
      ...words,
      message: "the Configuration Layer takes whole seconds, and with 0 no timeout would ever clear the alarm",
      found: timeout,
    },
  ]);
});

test("an alarm that outlives haFlipDetectTimeout is found", () => {
  expect(evaluateSample("alarm-rearm", { [PATH]: "11s" }).found).toEqual([
    {
      ...words,
      message: "an alarm stays active for 11s; a switchover within that time would not move the virtual IP",
      found: "11s",
    },
  ]);
});

test("the longest time that the finding allows is a whole number of seconds, and is accepted", () => {
  const detection = { "managementLayer.failureDetection": { haFlipDetectTimeout: "10960ms" } };
  expect(evaluateSample("alarm-rearm", { ...detection, [PATH]: "11s" }).found).toMatchObject([
    { allowed: "whole seconds from 1s to 10s" },
  ]);
  expect(evaluateSample("alarm-rearm", { ...detection, [PATH]: "10s" })).toEqual(HOLDS);
});
