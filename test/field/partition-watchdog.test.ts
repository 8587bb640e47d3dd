import { describePartition } from "./partition";

describePartition("with a watchdog", 1, "watchdog: { interval: 1s, isolationTimeout: 2s }, ");
