import { describeConformance } from "./suite";
import { windowsIpv6 } from "./windows";

describeConformance(windowsIpv6);
