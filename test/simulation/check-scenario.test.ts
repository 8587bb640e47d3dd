import { describe, expect, test } from "vitest";
import type { Problem } from "../../lib/errors";
import type { ScenarioStep } from "../../lib/operation/scenario";
import { applicabilities } from "../../lib/simulation/applicability";
import { checkScenario } from "../../lib/simulation/check-scenario";
import { faultKinds } from "../../lib/simulation/faults/fault-kinds";
import { sampleSetting } from "./trial";

const setting = sampleSetting();

function check(...steps: unknown[]): Problem[] {
  return checkScenario(setting, { name: "my-scenario", title: "mine", steps: steps as ScenarioStep[] });
}

const MOST = { inject: "host-power-loss", on: "primary" } as const;

describe("a user's scenario", () => {
  test("is valid if every step names one fault of the pair and its target", () => {
    expect(check(MOST, { after: "settled", heal: "host-power-loss", on: "primary" })).toEqual([]);
    expect(check({ inject: "switchover" }, { after: "90s", inject: "script-fails", on: "backup up" })).toEqual([]);
  });

  test("must name an existing fault; otherwise the finding says which one was meant", () => {
    expect(check({ inject: "host-power-los", on: "primary" })).toEqual([
      {
        code: "unknown-fault",
        message: "step 1: there is no fault host-power-los; did you mean host-power-loss?",
        found: "host-power-los",
        allowed: expect.stringContaining("host-power-loss, "),
        fix: "write host-power-loss",
      },
    ]);
  });

  test("must strike something that the pair has", () => {
    const allowed = "primary, backup or mgmt-1";
    expect(check({ inject: "host-power-loss", on: "mgmt-2" })).toEqual([
      {
        code: "unknown-fault-target",
        message: "step 1: host-power-loss does not strike mgmt-2; did you mean mgmt-1?",
        found: "mgmt-2",
        allowed,
        fix: "write mgmt-1",
      },
    ]);
    expect(check({ inject: "host-power-loss" })).toEqual([
      {
        code: "unknown-fault-target",
        message: "step 1: host-power-loss does not strike without on",
        found: "nothing",
        allowed,
        fix: "name one of the allowed targets in on",
      },
    ]);
    expect(check({ inject: "switchover", on: "primary" })).toEqual([
      {
        code: "unknown-fault-target",
        message: "step 1: switchover has no particular target",
        found: "primary",
        allowed: "nothing",
        fix: "remove on",
      },
    ]);
    expect(check({ inject: "control-servers-split" })).toEqual([
      {
        code: "unknown-fault-target",
        message: "step 1: nothing in this pair can have control-servers-split",
        found: "nothing",
        allowed: "nothing",
        fix: "remove the step, or try another fault",
      },
    ]);
  });

  test("must do one thing in a step", () => {
    const problem = { code: "step-choice", allowed: "inject or heal" };
    expect(check({ ...MOST, heal: "host-power-loss" })).toEqual([
      {
        ...problem,
        message: "step 1: a step does exactly one thing",
        found: "inject and heal",
        fix: "make two steps of it",
      },
    ]);
    expect(check(MOST, { after: "5s" })).toEqual([
      {
        ...problem,
        message: "step 2: a step does exactly one thing",
        found: "none",
        fix: "add inject or heal",
      },
    ]);
  });

  test("must write times with their units", () => {
    const problem = { code: "invalid-duration" };
    const unit = "a whole number with its unit: ms, s, m or h";
    for (const [after, found, fix] of [
      ["5", "5", "write the unit, e.g. 5s"],
      ["soon", "soon", "write a whole number with its unit, e.g. 9s"],
      [5, "5", "write the unit, e.g. 5s"],
      ["-1s", "-1s", "write a whole number with its unit, e.g. 9s"],
      ["1.5s", "1.5s", "write it in ms: 1500ms"],
    ] as const)
      expect(check({ ...MOST, after })).toEqual([
        {
          ...problem,
          fix,
          message: "step 1: after is not a duration",
          found,
          allowed: `${unit}; or settled`,
        },
      ]);
    const until = "a day" as "1s";
    expect(checkScenario(setting, { name: "my-scenario", title: "mine", steps: [MOST], until })).toEqual([
      {
        ...problem,
        fix: "write a whole number with its unit, e.g. 9s",
        message: "the end: until is not a duration",
        found: '"a day"',
        allowed: unit,
      },
    ]);
  });

  test("must be watched after its last step", () => {
    expect(checkScenario(setting, { name: "my-scenario", title: "mine", steps: [MOST], until: "0s" })).toEqual([
      {
        code: "invalid-duration",
        message: "a scenario that is not watched after its last step",
        found: "0s",
        allowed: "a time that is longer than 0s",
        fix: "watch it for longer than the recovery time objective, or remove until",
      },
    ]);
  });

  test("may heal only what was broken before, and lasts", () => {
    expect(check({ heal: "host-power-loss", on: "primary" })).toEqual([
      {
        code: "nothing-to-mend",
        message: "step 1: host-power-loss primary is healed, but no step before has injected it there",
        found: 'heal: "host-power-loss primary"',
        allowed: "a fault that lasts, and that was injected before",
        fix: "inject it first, on the same target",
      },
    ]);
    expect(check({ inject: "switchover" }, { heal: "switchover" }).map(({ message, fix }) => [message, fix])).toEqual([
      ["step 2: switchover ends by itself, or is an order: there is nothing to heal", "remove the step"],
    ]);
  });

  test("may not heal anything twice, or inject a fault that exists already", () => {
    const mended = { heal: "host-power-loss", on: "primary" };
    expect(check(MOST, mended, mended)).toEqual([
      {
        code: "nothing-to-mend",
        message: "step 3: host-power-loss primary is already healed, in step 2",
        found: 'heal: "host-power-loss primary"',
        allowed: "a fault that lasts, and that was injected before",
        fix: "remove the step",
      },
    ]);
    expect(check(MOST, MOST, mended, mended).map(({ message }) => message)).toEqual([
      "step 2: host-power-loss primary is already there, since step 1",
      "step 4: host-power-loss primary is already healed, in step 3",
    ]);
    expect(check(MOST, MOST)).toEqual([
      {
        code: "fault-there",
        message: "step 2: host-power-loss primary is already there, since step 1",
        found: 'inject: "host-power-loss primary"',
        allowed: "a fault that is not there yet, or that was healed",
        fix: "remove the step, or heal the fault before",
      },
    ]);
  });

  test("may inject again what was healed, what ends by itself, and what another fault there may have ended", () => {
    expect(check(MOST, { heal: "host-power-loss", on: "primary" }, MOST)).toEqual([]);
    expect(check({ inject: "switchover" }, { inject: "switchover" })).toEqual([]);
    const hang = { inject: "process-hang", on: "primary" };
    expect(check(hang, MOST, { heal: "host-power-loss", on: "primary" }, hang)).toEqual([]);
    expect(check(hang, MOST, { heal: "process-hang", on: "primary" })).toEqual([]);
  });

  test("must have steps, and a valid name of its own", () => {
    const named = (name: string, steps: readonly ScenarioStep[] = [MOST]) =>
      checkScenario(setting, { name, title: "mine", steps }).map(({ code, found }) => [code, found]);
    expect(named("mine", [])).toEqual([["scenario-empty", "no steps"]]);
    expect(named("My scenario")).toEqual([["invalid-name", '"My scenario"']]);
    expect(named("")).toEqual([["invalid-name", '""']]);
    expect(named("primary-host-power-loss")).toEqual([["duplicate-name", "primary-host-power-loss"]]);
  });

  test("gets all findings at once", () => {
    const problems = check({ inject: "metor", after: "x" }, { heal: "host-power-loss", on: "backup" }, {});
    expect(problems.map(({ code }) => code)).toEqual([
      "invalid-duration",
      "unknown-fault",
      "nothing-to-mend",
      "step-choice",
    ]);
  });
});

describe("the catalogue", () => {
  test("is valid if it applies", () => {
    const applying = applicabilities(setting).filter(({ whyNot }) => whyNot === undefined);
    expect(applying.flatMap(({ scenario }) => checkScenario(setting, scenario))).toEqual([]);
    expect(applying.length).toBeGreaterThan(30);
  });

  test("uses every fault that a pair with a virtual IP can have, except one", () => {
    const used = new Set(
      applicabilities(setting).flatMap(({ scenario }) => scenario.steps.map(({ inject }) => inject)),
    );
    // To the Management Layer, the loss of an agent is the loss of its host; the sweep tries it.
    expect([...faultKinds(setting).keys()].filter((name) => !used.has(name))).toEqual(["agent-loss"]);
  });
});
