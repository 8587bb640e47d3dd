import { join } from "node:path";
import { App } from "cdktf";
import { expect, test } from "vitest";
import { environmentFromFile } from "../../lib/input/environment-file";
import { optionOf } from "../../lib/options";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { settingOf } from "../../lib/simulation/setting";
import { simulate } from "../../lib/simulation/simulate";
import { environmentInputs, ROOT } from "../environment-inputs";

test.each(environmentInputs)(
  "the longest recovery that is checked for %s is at least what the simulator finds",
  (file) => {
    const { topology } = environmentFromFile(new App(), join(ROOT, file));
    const shorter = [...topology.pairs.values()].flatMap((pair) => {
      const checked = optionOf(pair).worstCaseOutage?.(topology, pair)?.milliseconds;
      if (checked === undefined) return [];
      const { outage } = simulate(settingOf(topology, pair), scenarioNamed("primary-host-power-loss")!);
      return Number(outage.unanswered.maximum) <= checked ? [] : [{ pair: pair.name, checked, outage }];
    });
    expect(shorter).toEqual([]);
  },
);

test.each([
  ["first-pair", "inbound", 21_100],
  ["windows-nlb", "agents", 32_100],
  ["big-ip", "trunks", 20_600],
  ["sip-proxy", "inbound", 28_600],
])("in the example %s it is exactly that", (name, pairName, expected) => {
  const { topology } = environmentFromFile(new App(), join(ROOT, "examples", `${name}.yaml`));
  const pair = topology.pairs.get(pairName)!;
  const { outage } = simulate(settingOf(topology, pair), scenarioNamed("primary-host-power-loss")!);
  expect(outage.unanswered.maximum).toBe(expected);
  expect(optionOf(pair).worstCaseOutage!(topology, pair)!.milliseconds).toBe(expected);
});
