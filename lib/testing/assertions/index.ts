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

/** All assertions about an environment, listed only here. `Topology` and the matchers of test runners are made from this list. */
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
