import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { type Failover, tenTimes } from "./failover";
import { printFigures } from "./figures";
import { OPERATION_NEEDS, Operation, type Side } from "./operation";

const ENVIRONMENT = readFileSync(join(__dirname, "environment.yaml"), "utf8");
const figures = new Map<string, readonly Failover[]>();

describeWith(OPERATION_NEEDS, "a primary's host that is cut off from everything and goes on", () => {
  afterAll(() => printFigures(figures));

  describe.each([
    ["without a watchdog", "", 2],
    ["with a watchdog", "watchdog: { interval: 1s, isolationTimeout: 2s }, ", 1],
  ])("%s", (name, watchdog, holders) => {
    let operation: Operation;
    beforeAll(async () => {
      operation = await Operation.open(ENVIRONMENT.replace("cancelTimeout: 1s", `${watchdog}cancelTimeout: 1s`));
    });
    afterAll(() => operation?.close());

    const cables = ({ host }: Side, plugged: boolean) => {
      operation.cable(host, "management", plugged);
      operation.cable(host, "sip", plugged);
    };

    test(`the virtual IP is on ${holders} of them until the cut heals, and then on the peer alone`, async () => {
      const repair = async (struck: Side) => {
        const count = async () => (await operation.field.holders(operation.virtualIp)).length;
        if (holders === 1) await eventually(async () => (await count()) === 1);
        else expect(await count()).toBe(2);
        cables(struck, true);
      };
      const strike = (active: Side) => cables(active, false);
      figures.set(`cut off ${name}`, await tenTimes(operation, { name, callSeconds: 3, strike, repair }));
    });
  });
});
