import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { describeWatchdog } from "./unix-watchdog";

describeWatchdog(alias, "mksh", "ipv6");
