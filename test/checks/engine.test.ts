import { describe, expect, test } from "vitest";
import { evaluate } from "../../lib/checks/engine";
import type { EnvironmentRule, Observation, Rule } from "../../lib/checks/rule";
import type { Topology } from "../../lib/model/topology";
import { sampleTopology } from "../sample-topology";

const words = { level: "error", title: "", why: "" } as const;

/** A rule that says the same about every environment. */
function saying(code: string, observations: readonly Observation[], more: Partial<EnvironmentRule> = {}): Rule {
  return { ...words, code, evaluate: () => observations, ...more };
}

const staging = sampleTopology();
const prod = sampleTopology({ topology: { environment: "prod" } });

describe("evaluate", () => {
  test("gives a violation the code and level of its rule, and its environment", () => {
    const rule = saying("a", [{ path: ["hosts"], message: "m", found: "f", allowed: "w", fix: "x" }]);
    expect(evaluate([rule], [staging]).findings).toEqual([
      {
        code: "a",
        level: "error",
        kind: "rule",
        environment: "staging",
        path: ["hosts"],
        part: "value",
        message: "m",
        found: "f",
        allowed: "w",
        fix: "x",
      },
    ]);
  });

  test("keeps what could not be evaluated apart from the findings", () => {
    const rule = saying("a", [{ path: [], notEvaluated: "nobody has said", fix: "say it" }]);
    const report = evaluate([rule], [staging, prod]);
    expect(report.findings).toEqual([]);
    expect(report.notEvaluated).toEqual([
      { code: "a", environment: "staging", path: [], reason: "nobody has said", fix: "say it" },
      { code: "a", environment: "prod", path: [], reason: "nobody has said", fix: "say it" },
    ]);
  });

  test("does not evaluate a rule where it throws, but evaluates every other rule and environment", () => {
    const broken: Rule = {
      ...words,
      code: "broken",
      *evaluate(topology: Topology) {
        yield { path: ["before"], message: "seen", fix: "" };
        if (topology.environment === "staging") throw new TypeError("x is not a function");
      },
    };
    const report = evaluate([broken, saying("sound", [{ path: [], message: "n", fix: "" }])], [staging, prod]);
    expect(report.findings.map(({ code, environment }) => [code, environment])).toEqual([
      ["broken", "staging"],
      ["broken", "prod"],
      ["sound", "staging"],
      ["sound", "prod"],
    ]);
    expect(report.notEvaluated).toEqual([
      {
        code: "broken",
        environment: "staging",
        path: [],
        reason: "the rule itself failed: x is not a function",
        fix: "report this defect of the rule, with the environment file",
      },
    ]);
  });

  test("does not evaluate a rule on all environments in any of them if it throws", () => {
    const rule: Rule = {
      ...words,
      code: "all",
      evaluateAll: () => {
        throw "text";
      },
    };
    expect(
      evaluate([rule], [staging, prod]).notEvaluated.map(({ environment, reason }) => [environment, reason]),
    ).toEqual([
      ["staging", "the rule itself failed: text"],
      ["prod", "the rule itself failed: text"],
    ]);
  });

  test("says nothing by a rule about missing parts if a part of the environment was left out", () => {
    const rule = saying("a", [{ path: [], message: "n", fix: "" }], { isAboutAbsence: true });
    const findings = evaluate([rule], [staging, prod], new Set([staging])).findings;
    expect(findings.map(({ environment }) => environment)).toEqual(["prod"]);
  });
});
