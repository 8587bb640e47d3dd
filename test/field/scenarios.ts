import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../prerequisites";
import { LOOK } from "./agent-connection";
import { type Failover, type Scenario, timeAfterTime } from "./failover";
import { printFigures } from "./figures";
import { OPERATION_NEEDS, Operation } from "./operation";
import { contradictions } from "./prediction";

/**
 * Scenarios of one pair, by the title of their tests, each time after time and beside what the simulator predicts. A file for each subject: they run side
 * by side.
 */
export function describeScenarios(
  subject: string,
  scenarios: Readonly<Record<string, (operation: Operation) => Scenario>>,
  takeover = "",
): void {
  describeWith(OPERATION_NEEDS, subject, () => {
    let operation: Operation;
    const figures = new Map<string, readonly Failover[]>();
    beforeAll(async () => {
      const environment = readFileSync(join(__dirname, "environment.yaml"), "utf8");
      operation = await Operation.open(environment.replace("cancelTimeout: 1s", `${takeover}cancelTimeout: 1s`));
    });
    afterAll(() => {
      if (figures.size > 0) printFigures(figures);
      operation?.close();
    });

    for (const [title, scenarioOf] of Object.entries(scenarios))
      test(title, { timeout: 240_000 }, async () => {
        const scenario = scenarioOf(operation);
        const runs = await timeAfterTime(operation, scenario);
        figures.set(scenario.name, runs);
        expect(contradictions(runs)).toEqual([]);
      });
  });
}

/** Solution Control Server's stand-in polls an agent at its first look after a silence, so that the last sign of life may be older by that. */
const CLOCK = { early: LOOK, late: 0 };

/** One way of losing the primary's host. */
export function describeHostLoss(title: string, scenario: (operation: Operation) => Scenario, takeover = ""): void {
  const clocked = (operation: Operation): Scenario => ({ resolution: CLOCK, ...scenario(operation) });
  describeScenarios("the loss of the primary's host", { [title]: clocked }, takeover);
}
