import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const PATH = "pairs.inbound.highAvailability.ipAddressTakeover.events";

test("holds with the defaults, and with two events of the site's own", () => {
  expect(evaluateSample("event-ids")).toEqual(HOLDS);
  expect(evaluateSample("event-ids", { [PATH]: { becamePrimary: 6001, becameBackup: 6002 } })).toEqual(HOLDS);
});

test("one event for both roles is found, even if one of them is a default", () => {
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

test.each([
  [{ becamePrimary: 5151, becameBackup: 5150 }, ["becamePrimary", "becameBackup"]],
  [{ becamePrimary: 4563, becameBackup: 5150 }, ["becameBackup"]],
  [{ becamePrimary: 4561, becameBackup: 6001 }, ["becamePrimary"]],
])("the event of the other role is found: %j", (events, keys) => {
  expect(evaluateSample("event-ids", { [PATH]: events }).found.map(({ path }) => path)).toEqual(
    keys.map((key) => `${PATH}.${key}`),
  );
});

test("the finding says what the event means, and which one to use", () => {
  expect(evaluateSample("event-ids", { [PATH]: { becamePrimary: 4560 } }).found).toEqual([
    {
      path: `${PATH}.becamePrimary`,
      message: "4560 is the event of a server that has become backup",
      found: "4560",
      allowed: "an event of becoming primary",
      fix: "use 5150, the default",
    },
  ]);
});

test("holds with the events that the servers log themselves in hot standby", () => {
  expect(evaluateSample("event-ids", { [PATH]: { becamePrimary: 4563, becameBackup: 4561 } })).toEqual(HOLDS);
});
