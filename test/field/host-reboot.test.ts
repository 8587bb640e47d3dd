import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { describeHostLoss } from "./host-loss";

describeHostLoss("it reboots: it comes back without the virtual IP, and the peer takes over", (operation) => ({
  name: "host reboots",
  callSeconds: 2,
  strike: async ({ host }) => {
    await operation.powerOff(host);
    await sleep(300);
    await operation.powerOn(host);
    expect(await operation.field.holders(operation.virtualIp)).not.toContain(host);
  },
}));
