import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const PATH = "managementLayer.failureDetection.haFlipDetectTimeout";

test.each(["10s", "15s"])("holds with %s", (timeout) => {
  expect(evaluateSample("flip-detection-too-long", { [PATH]: timeout })).toEqual(HOLDS);
});

test("more than 15s is found", () => {
  expect(evaluateSample("flip-detection-too-long", { [PATH]: "16s" })).toEqual({
    found: [
      {
        path: PATH,
        message: "in distributed mode Solution Control Server would not detect the split brain of its peer",
        found: "16s",
        allowed: "at most 15s",
        fix: "use 10s, the default",
      },
    ],
    notEvaluated: [],
  });
});
