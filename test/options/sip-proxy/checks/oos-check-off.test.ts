import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with a time above zero", () => {
  expect(evaluateRule("oos-check-off", sipProxyDeclaration({ [`${POOL}.oosCheck`]: "1s" }))).toEqual(HOLDS);
});

test("0s is found, and the recovery is not evaluated", () => {
  const declaration = sipProxyDeclaration({ [`${POOL}.oosCheck`]: "0s" });
  expect(evaluateRule("oos-check-off", declaration)).toEqual({
    found: [
      {
        path: `${POOL}.oosCheck`,
        message: "with oosCheck 0s it is not known when the proxies notice that the primary is lost",
        found: "0s",
        allowed: "1s to 300s",
        fix: "use 5s, the default",
      },
    ],
    notEvaluated: [],
  });
  expect(evaluateRule("recovery-time", declaration).notEvaluated).toEqual([
    {
      path: "pairs.inbound.recoveryTimeObjective",
      reason: "the time until a loss is noticed is not known",
      fix: "set the timers that decide when it is noticed",
    },
  ]);
});
