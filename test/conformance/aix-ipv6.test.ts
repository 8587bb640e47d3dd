import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { describeConformance } from "./suite";
import { unixConformance } from "./unix";

describeConformance(unixConformance(alias, "mksh", "held", "ipv6"));
