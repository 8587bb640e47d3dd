import type { FaultKind } from "../../operation/fault-kind";
import { applicationOf, SIDES, serverOf, stop } from "./targets";

/** What can happen to a SIP Server. */
export const serverFaults: readonly FaultKind[] = [
  {
    name: "process-crash",
    title: "the process of the {on} ends",
    targets: () => SIDES,
    inject: ({ world }, on) => stop(serverOf(world, on)),
    isSwept: true,
    drill: (world, on) => {
      const { host } = serverOf(world, on);
      const order = `On ${host}, end the process of ${applicationOf(world, on)} at once, without a shutdown`;
      return { inject: { order, host, program: { kind: "end-listener" } } };
    },
  },
  {
    name: "process-hang",
    title: "the process of the {on} hangs, with its ports open",
    targets: () => SIDES,
    inject: ({ world }, on) => {
      const server = serverOf(world, on);
      if (server.process === "running") server.process = "hung";
    },
    heal: ({ world }, on) => {
      const server = serverOf(world, on);
      if (server.process === "hung") server.process = "running";
    },
    isSwept: true,
  },
];
