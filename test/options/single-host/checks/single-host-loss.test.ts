import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { singleHostDeclaration } from "../single-host-sample";

test("holds if no recovery time is promised", () => {
  expect(evaluateRule("single-host-loss", singleHostDeclaration())).toEqual(HOLDS);
});

test("a recovery time objective that the loss of the host would break is found", () => {
  const path = "pairs.inbound.recoveryTimeObjective";
  expect(evaluateRule("single-host-loss", singleHostDeclaration({ [path]: "10m" }))).toEqual({
    found: [
      {
        path,
        message: "the loss of host sip-a takes both servers of pair inbound, and nothing takes over",
        found: "10m",
        fix: "put the backup on a host of its own, or acknowledge this and say how the host is brought back in that time",
      },
    ],
    notEvaluated: [],
  });
});
