import { describeConformance } from "../../conformance/suite";
import { windows } from "../../conformance/windows";

describeConformance(windows);
