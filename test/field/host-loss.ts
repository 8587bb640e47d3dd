import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { describeWith } from "../prerequisites";
import { type Scenario, timeAfterTime } from "./failover";
import { printFigures } from "./figures";
import { OPERATION_NEEDS, Operation } from "./operation";

/** One way of losing the primary's host, time after time. A file for each: they run side by side. */
export function describeHostLoss(title: string, scenario: (operation: Operation) => Scenario, takeover = ""): void {
  describeWith(OPERATION_NEEDS, "the loss of the primary's host", () => {
    let operation: Operation;
    beforeAll(async () => {
      const environment = readFileSync(join(__dirname, "environment.yaml"), "utf8");
      operation = await Operation.open(environment.replace("cancelTimeout: 1s", `${takeover}cancelTimeout: 1s`));
    });
    afterAll(() => operation?.close());

    test(title, async () => {
      const lost = scenario(operation);
      printFigures(new Map([[lost.name, await timeAfterTime(operation, lost)]]));
    });
  });
}
