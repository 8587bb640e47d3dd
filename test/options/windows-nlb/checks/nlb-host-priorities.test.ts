import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

test.each([[{}], [{ primary: 32, backup: 1 }], [{ primary: 7 }]])("holds for %j", (hostPriorities) => {
  expect(evaluateRule("nlb-host-priorities", nlbDeclaration({ [`${NLB}.hostPriorities`]: hostPriorities }))).toEqual(
    HOLDS,
  );
});

test("the same priority for both is found, even if one of them is the default", () => {
  expect(evaluateRule("nlb-host-priorities", nlbDeclaration({ [`${NLB}.hostPriorities`]: { primary: 2 } }))).toEqual({
    found: [
      {
        path: `${NLB}.hostPriorities`,
        message: "both hosts of pair inbound have the host priority 2",
        found: "2",
        allowed: "two different numbers from 1 to 32",
        fix: "use 1 and 2, the defaults",
      },
    ],
    notEvaluated: [],
  });
});
