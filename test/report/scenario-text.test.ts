import { expect, test } from "vitest";
import { scenarioText } from "../../lib/report/scenario-text";
import { oneHolder } from "../../lib/simulation/invariants/one-holder";
import { someHolder } from "../../lib/simulation/invariants/some-holder";
import { knobs } from "../../lib/simulation/knob";
import { settingOf } from "../../lib/simulation/setting";
import { simulate } from "../../lib/simulation/simulate";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const setting = settingOf(topology, samplePair(topology));
const LOSS = {
  name: "primary-host-power-loss",
  title: "the host of the primary loses its power",
  steps: [{ inject: "host-power-loss", on: "primary" }],
} as const;

test("a scenario is shown with timeline, holders, outage and its parts, calls and verdicts", async () => {
  await expect(
    `${scenarioText(simulate(setting, LOSS, [oneHolder, someHolder]), knobs(setting, LOSS))}\n`,
  ).toMatchFileSnapshot("expected/primary-host-power-loss.txt");
});

test("an outage without an end has no parts, and a broken invariant shows the way to it", () => {
  const text = scenarioText(
    simulate(setting, {
      ...LOSS,
      steps: [
        { inject: "host-isolation", on: "primary" },
        { inject: "process-crash", on: "backup" },
        { inject: "script-fails", on: "backup up" },
      ],
    }),
  );
  expect(text).toContain(
    "no new call is answered, and that does not end by itself while the scenario is watched; recovery time objective 25s: missed\n\ncalls\n",
  );
  expect(text).toMatch(
    / {2}broken {10}I\d+ [a-z-]+, at every pace: [^\n]+(?:\n {18}[^\n]+)*?\n {18}how it comes to that:\n {22}0\.000s {2}scenario /,
  );
});

test("the text says if a scenario was not watched long enough for an objective", () => {
  expect(scenarioText(simulate(setting, { ...LOSS, until: "5s" }))).toContain(
    "no new call is answered, and that does not end by itself while the scenario is watched; recovery time objective 25s: not evaluated, as it was watched for only 5s\n",
  );
});

test("lines have no spaces at their ends, and no control characters", () => {
  expect(scenarioText(simulate(setting, LOSS))).not.toMatch(/ \n|[^\n\P{Cc}]/u);
});
