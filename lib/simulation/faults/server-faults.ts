import type { FaultKind } from "../../operation/fault-kind";
import { SIDES, serverOf } from "./targets";

/** What can happen to a SIP Server. */
export const serverFaults: readonly FaultKind[] = [
  {
    name: "process-crash",
    title: "the process of the {on} ends",
    targets: () => SIDES,
    inject: ({ world }, on) => {
      const server = serverOf(world, on);
      server.process = "stopped";
      server.role = undefined;
    },
    isSwept: true,
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
