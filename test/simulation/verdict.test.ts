import { expect, test } from "vitest";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { simulate } from "../../lib/simulation/simulate";
import { sampleSetting } from "./trial";

test("that an invariant holds is one verdict, whatever pair it is of", () => {
  const [first, second] = [sampleSetting(), sampleSetting()].map((setting) =>
    simulate(setting, scenarioNamed("primary-host-power-loss")!).verdicts.filter(({ verdict }) => verdict === "holds"),
  );
  expect(first!.length).toBeGreaterThan(5);
  for (const [index, verdict] of second!.entries()) expect(verdict).toBe(first![index]);
});
