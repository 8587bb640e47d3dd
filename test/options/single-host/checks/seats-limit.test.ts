import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { singleHostDeclaration } from "../single-host-sample";

const SEATS = "pairs.inbound.highAvailability.singleHost.seats";

test.each([1, 100])("holds with %d seats", (seats) => {
  expect(evaluateRule("seats-limit", singleHostDeclaration({ [SEATS]: seats }))).toEqual(HOLDS);
});

test("101 seats are found", () => {
  expect(evaluateRule("seats-limit", singleHostDeclaration({ [SEATS]: 101 }))).toEqual({
    found: [
      {
        path: SEATS,
        message: "pair inbound is on a single host, which is supported for at most 100 seats",
        found: "101",
        allowed: "at most 100",
        fix: "put the backup on a host of its own, e.g. with ipAddressTakeover",
      },
    ],
    notEvaluated: [],
  });
});
