import { describeWatchdog } from "./watchdog";

describeWatchdog("ipv6");
