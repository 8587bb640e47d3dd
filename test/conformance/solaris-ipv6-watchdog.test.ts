import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { describeWatchdog } from "./unix-watchdog";

describeWatchdog(logicalInterface, "ksh93", "ipv6");
