import { linux } from "./linux";
import { describeConformance } from "./suite";

describeConformance(linux);
