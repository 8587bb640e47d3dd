import { expect } from "vitest";
import { describeHostLoss } from "./host-loss";

describeHostLoss(
  "its management interface loses the cable: both hold the virtual IP until that is back, and then the peer alone",
  (operation) => ({
    name: "management interface lost",
    callSeconds: 3,
    strike: ({ host }) => operation.cable(host, "management", false),
    repair: async ({ host }) => {
      // The script that releases it cannot be started there; its gateway is in reach, so that a watchdog would not release it either.
      expect(await operation.field.holders(operation.virtualIp)).toHaveLength(2);
      operation.cable(host, "management", true);
    },
  }),
);
