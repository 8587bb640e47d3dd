import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { askedPairs } from "../../lib/cli/asked-pairs";
import { environmentsOf } from "../../lib/constructs/checked-environment";
import { environmentFromText } from "../../lib/input/environment-file";
import { ROOT } from "../environment-inputs";

describe("--pair", () => {
  const app = new App();
  const text = readFileSync(join(ROOT, "examples/first-pair.yaml"), "utf8");
  for (const name of ["staging", "prod"])
    environmentFromText(app, text.replace("environment: staging", `environment: ${name}`));
  const asked = (name: string | undefined) => {
    const answer = askedPairs(environmentsOf(app), name);
    if ("problem" in answer) return answer.problem.message;
    return answer.pairs.map(({ environment, pair }) => `${environment.environmentName}/${pair.name}`);
  };

  test("selects the pair of that name in each environment that has one", () => {
    expect(asked("inbound")).toEqual(["staging/inbound", "prod/inbound"]);
    expect(asked(undefined)).toEqual(["staging/inbound", "prod/inbound"]);
  });

  test("selects only one pair if the environment's name stands before it", () => {
    expect(asked("prod/inbound")).toEqual(["prod/inbound"]);
  });

  test("is refused with the nearest name, in the form in which it was given", () => {
    expect(asked("inbond")).toBe("--pair: there is no pair inbond; did you mean inbound?");
    expect(asked("prd/inbound")).toBe("--pair: there is no pair prd/inbound; did you mean prod/inbound?");
  });
});
