import { expect } from "vitest";
import { eventually } from "../eventually";
import type { Operation, Side } from "./operation";
import { describeHostLoss } from "./scenarios";

/**
 * The primary's host is cut off from everything and keeps running.
 *
 * @param holders how many hosts have the virtual IP until the cut heals
 */
export function describePartition(name: string, holders: 1 | 2, takeover = ""): void {
  const scenario = (operation: Operation) => {
    const cables = ({ host }: Side, plugged: boolean) => {
      operation.cable(host, "management", plugged);
      operation.cable(host, "sip", plugged);
    };
    const repair = async (struck: Side) => {
      const count = async () => (await operation.field.holders(operation.virtualIp)).length;
      if (holders === 1) await eventually(async () => (await count()) === 1);
      else expect(await count()).toBe(2);
      cables(struck, true);
    };
    const strike = (active: Side) => cables(active, false);
    const steps = [{ inject: "host-isolation", on: "primary" }];
    return { name: `cut off ${name}`, callSeconds: 3, steps, strike, repair };
  };
  const title = `it is cut off from everything and goes on, ${name}: the virtual IP is on ${holders} of the two hosts until the cut heals, and then on the peer alone`;
  describeHostLoss(title, scenario, takeover);
}
