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
 * Tests of scenarios of one pair, by title. Each scenario runs several times and is compared with what the simulator predicts. Each subject has its own
 * file, because files run side by side.
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

/** The stand-in of Solution Control Server polls an agent at its first look after a silence. So the agent's last message may be older by up to that time. */
const CLOCK = { early: LOOK, late: 0 };

/** One way of losing the primary's host. */
export function describeHostLoss(title: string, scenario: (operation: Operation) => Scenario, takeover = ""): void {
  const clocked = (operation: Operation): Scenario => ({ resolution: CLOCK, ...scenario(operation) });
  describeScenarios("the loss of the primary's host", { [title]: clocked }, takeover);
}
