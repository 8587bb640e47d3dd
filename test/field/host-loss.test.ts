import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../prerequisites";
import { type Failover, type Scenario, tenTimes } from "./failover";
import { printFigures } from "./figures";
import { OPERATION_NEEDS, Operation } from "./operation";

describeWith(OPERATION_NEEDS, "the loss of the primary's host", () => {
  let operation: Operation;
  const figures = new Map<string, readonly Failover[]>();
  beforeAll(async () => {
    operation = await Operation.open(readFileSync(join(__dirname, "environment.yaml"), "utf8"));
  });
  afterAll(() => {
    printFigures(figures);
    operation?.close();
  });

  const run = async (scenario: Scenario) => {
    figures.set(scenario.name, await tenTimes(operation, scenario));
  };

  test("its power fails: the peer takes over, and it comes back without the virtual IP", async () => {
    await run({
      name: "power fails",
      callSeconds: 3,
      strike: ({ host }) => operation.powerOff(host),
      repair: async ({ host }) => {
        await operation.powerOn(host);
        expect(await operation.field.holders(operation.virtualIp)).not.toContain(host);
      },
    });
  });

  test("it reboots: it comes back without the virtual IP, and the peer takes over", async () => {
    await run({
      name: "host reboots",
      callSeconds: 2,
      strike: async ({ host }) => {
        await operation.powerOff(host);
        await sleep(300);
        await operation.powerOn(host);
        expect(await operation.field.holders(operation.virtualIp)).not.toContain(host);
      },
    });
  });

  test("its management interface loses the cable: both hold the virtual IP until that is back, and then the peer alone", async () => {
    await run({
      name: "management interface lost",
      callSeconds: 3,
      strike: ({ host }) => operation.cable(host, "management", false),
      repair: async ({ host }) => {
        // The script that releases it cannot be started there; its gateway is in reach, so that a watchdog would not release it either.
        expect(await operation.field.holders(operation.virtualIp)).toHaveLength(2);
        operation.cable(host, "management", true);
      },
    });
  });
});
