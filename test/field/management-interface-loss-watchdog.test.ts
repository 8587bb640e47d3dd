import { describeManagementInterfaceLoss } from "./management-interface-loss";

const watchdog = "watchdog: { interval: 1s, isolationTimeout: 2s, announceInterval: 1s }, ";
describeManagementInterfaceLoss("with a watchdog", 1, watchdog);
