import { solaris } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { describeConformance } from "./suite";
import { unixConformance } from "./unix";

describeConformance(unixConformance(solaris, "ksh93", "recovers"));
