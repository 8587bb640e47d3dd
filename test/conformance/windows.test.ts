import { describeConformance } from "./suite";
import { windows } from "./windows";

describeConformance(windows);
