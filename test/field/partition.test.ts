import { describePartition } from "./partition";

describePartition("without a watchdog", 2);
