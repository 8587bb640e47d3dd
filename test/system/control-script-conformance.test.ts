import { linux } from "../conformance/linux";
import { describeConformance } from "../conformance/suite";

describeConformance(linux);
