import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { bigIpDeclaration } from "../big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";

test("holds if exclusions are declared", () => {
  expect(evaluateRule("snat-exclusions-unknown", bigIpDeclaration())).toEqual(HOLDS);
});

test("is not evaluated if none are declared", () => {
  expect(evaluateRule("snat-exclusions-unknown", bigIpDeclaration({ [`${POOL}.snatExclusions`]: REMOVED }))).toEqual({
    found: [],
    notEvaluated: [
      {
        path: POOL,
        reason:
          "no snatExclusions are declared, so it is not known where T-Library clients and the Configuration Layer are",
        fix: "declare their networks in snatExclusions, unless they share a network with the hosts",
      },
    ],
  });
});
