import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { describeConformance } from "./suite";
import { unixConformance } from "./unix";

describeConformance(unixConformance(logicalInterface, "ksh93", "recovers", "ipv6"));
