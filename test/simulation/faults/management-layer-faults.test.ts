import { describe, expect, test } from "vitest";
import { faultKinds } from "../../../lib/simulation/faults/fault-kinds";
import { initialWorld } from "../../../lib/simulation/initial-world";
import { Run } from "../../../lib/simulation/run";
import { sampleSetting, tried } from "../trial";

const setting = sampleSetting();
const redundant = sampleSetting({ backupControlServer: "10.110.0.6" });

const withTwo = () => Run.begin(redundant, "typical", initialWorld(redundant));

function inject(run: Run, name: string, on = ""): void {
  run.act({ kind: name, on }, (turn) => faultKinds(run.setting).get(name)!.inject(turn, on));
  while (!run.isSettled) run.step();
}

const actions = (run: Run) => run.timeline.map(({ actor, action }) => `${actor} ${action}`);

describe("two Solution Control Servers", () => {
  test("that do not see each other both make decisions, until they do", () => {
    const run = withTwo();
    const kind = faultKinds(redundant).get("control-servers-split")!;
    expect(kind.targets(run.world)).toEqual([""]);
    inject(run, "control-servers-split");
    expect(actions(run)).toEqual(["SCS_Staging_B decides now"]);
    expect(Object.values(run.world.controlServers).map(({ active }) => active)).toEqual([true, true]);
    run.act({ kind: kind.name, on: "" }, (turn) => kind.heal!(turn, ""));
    expect(Object.values(run.world.controlServers).map(({ active }) => active)).toEqual([true, false]);
  });

  test("are distinguished by their declaration", () => {
    const run = withTwo();
    expect(faultKinds(redundant).get("solution-control-server-loss")!.targets(run.world)).toEqual([
      "primary",
      "backup",
    ]);
    inject(run, "solution-control-server-loss", "backup");
    expect(run.world.controlServers.SCS_Staging_B!.running).toBe(false);
    expect(run.world.controlServers.SCS_Staging!.running).toBe(true);
  });
});

test("the loss of an agent is the loss of its host for the Management Layer, and is noticed at once", () => {
  const steps = [
    { inject: "agent-loss", on: "primary" },
    { after: "1m", heal: "agent-loss", on: "primary" },
  ] as const;
  const { run, audit } = tried(setting, steps);
  expect(run.timeline.slice(0, 4).map(({ at, actor, action }) => [at, actor, action])).toEqual([
    [0, "scenario", "the Local Control Agent on the primary's host ends"],
    [50, "SCS_Staging", "counts sip-a as lost"],
    [51, "SCS_Staging", "orders SIP_In_B to be primary"],
    [51, "Message Server", "raises SIP_In_B_BECAME_PRIMARY"],
  ]);
  expect([...audit.violations.keys()]).toEqual(["one-primary", "one-holder"]);
});
