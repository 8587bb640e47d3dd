import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const PATH = "pairs.inbound.highAvailability.ipAddressTakeover.events";

test("holds with the defaults, and with two events of one's own", () => {
  expect(evaluateSample("event-ids")).toEqual(HOLDS);
  expect(evaluateSample("event-ids", { [PATH]: { becamePrimary: 6001, becameBackup: 6002 } })).toEqual(HOLDS);
});

test("one event for both is found, also where one of them is a default", () => {
  expect(evaluateSample("event-ids", { [PATH]: { becamePrimary: 5151 } })).toEqual({
    found: [
      {
        path: PATH,
        message: "becamePrimary and becameBackup are the same event",
        found: "5151",
        allowed: "two different log event ids",
        fix: "use 5150 and 5151, the defaults",
      },
    ],
    notEvaluated: [],
  });
});
