import { expect, test } from "vitest";
import { evaluate } from "../../../lib/checks/engine";
import { resolve } from "../../../lib/synth/resolve";
import { evaluateSample, HOLDS, ruleOf } from "../../rule-evaluation";
import { REMOVED, sampleDeclaration } from "../../sample-declaration";

test("holds with a pair", () => {
  expect(evaluateSample("environment-empty")).toEqual(HOLDS);
});

test.each([["no pairs", REMOVED] as const, ["an empty section", {}] as const])("%s is found", (_, pairs) => {
  expect(evaluateSample("environment-empty", { pairs })).toEqual({
    found: [
      { path: "pairs", message: "the environment has no pair", found: "none", fix: "declare a pair under pairs" },
    ],
    notEvaluated: [],
  });
});

test("says nothing if the pairs are missing because they are invalid", () => {
  const { topology } = resolve(sampleDeclaration({ "pairs.inbound.sip.port": "x" }));
  expect(topology!.pairs.size).toBe(0);
  expect(evaluate([ruleOf("environment-empty")], [topology!], new Set([topology!])).findings).toEqual([]);
});
