import { expect } from "vitest";
import { describeHostLoss } from "./scenarios";

describeHostLoss("its power fails: the peer takes over, and it comes back without the virtual IP", (operation) => ({
  name: "power fails",
  callSeconds: 3,
  steps: [{ inject: "host-power-loss", on: "primary" }],
  strike: ({ host }) => operation.powerOff(host),
  repair: async ({ host }) => {
    await operation.powerOn(host);
    expect(await operation.field.holders(operation.virtualIp)).not.toContain(host);
  },
}));
