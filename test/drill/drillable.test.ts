import { describe, expect, test } from "vitest";
import { drillable } from "../../lib/drill/drillable";
import type { Handler } from "../../lib/operation/turn";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { sampleSetting, withBehaviour, withScript } from "../simulation/trial";

describe("a scenario that the simulator cannot follow is not tried, and the others are", () => {
  const found = (setting = sampleSetting()) => drillable(setting, scenarioNamed("switchover-by-hand")!);

  test("because something in it cannot be evaluated", () => {
    const setting = withScript(sampleSetting(), () => {
      throw new Error("no such interface");
    });
    expect(found(setting)).toEqual({
      whyNot: expect.stringMatching(/^the simulator cannot follow it: \S+ .*cannot be evaluated: no such interface$/),
    });
  });

  test("because its events cause each other for ever", () => {
    const again: Handler = (turn, { on }) => turn.in(1_000, { kind: "mine:again", on });
    const endless = withBehaviour(
      withScript(sampleSetting(), (turn, run, usual) => {
        again(turn, { kind: "", on: run.host });
        return usual(turn, run);
      }),
      ({ handlers }) => ({ handlers: { ...handlers, "mine:again": again } }),
    );
    expect(found(endless)).toEqual({ whyNot: "the simulator cannot follow it: events lead to each other for ever" });
  });
});
