import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { describeHostLoss } from "./scenarios";

describeHostLoss("it reboots: it comes back without the virtual IP, and the peer takes over", (operation) => ({
  name: "host reboots",
  callSeconds: 2,
  steps: [
    { inject: "host-power-loss", on: "primary" },
    { after: "300ms", heal: "host-power-loss", on: "primary" },
  ],
  strike: async ({ host }) => {
    await operation.powerOff(host);
    await sleep(300);
    await operation.powerOn(host);
    expect(await operation.field.holders(operation.virtualIp)).not.toContain(host);
  },
}));
