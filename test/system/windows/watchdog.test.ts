import { describeWatchdog } from "./watchdog";

describeWatchdog("ipv4");
