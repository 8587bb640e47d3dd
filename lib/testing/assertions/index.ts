import type { Synthesized } from "../synthesized";
import { hasConfigurationObject } from "./configuration-object";
import { hasFinding, hasNoFindings } from "./finding";
import { hasFile } from "./generated-file";
import { satisfiesAllInvariants } from "./invariants";
import { hasOption } from "./option";
import type { Outcome } from "./outcome";
import { recoversWithin } from "./recovery";
import { hasScript } from "./script";
import { survives } from "./survival";
import { hasVirtualIp } from "./virtual-ip";

/** What can be asserted of an environment: the one place that lists it. `Topology` and the matchers of test runners are made from it. */
export const assertions = {
  hasScript,
  hasFile,
  hasConfigurationObject,
  hasOption,
  hasVirtualIp,
  hasFinding,
  hasNoFindings,
  survives,
  recoversWithin,
  satisfiesAllInvariants,
} as const satisfies Record<string, (subject: Synthesized, ...args: never[]) => Outcome>;
