import { flowsFollow } from "./flows-follow";
import { holderIsPrimary } from "./holder-is-primary";
import type { Invariant } from "./invariant";
import { liveRecords } from "./live-records";
import { oneEligibleMember } from "./one-eligible-member";
import { oneEnabledHost } from "./one-enabled-host";
import { oneHolder } from "./one-holder";
import { withinRecoveryTime } from "./recovery-time";
import { someEligibleMember } from "./some-eligible-member";
import { someHolder } from "./some-holder";

/** What must hold for every pair, whatever happens. */
export const invariants: readonly Invariant[] = [
  oneHolder,
  someHolder,
  holderIsPrimary,
  oneEligibleMember,
  someEligibleMember,
  flowsFollow,
  oneEnabledHost,
  withinRecoveryTime,
  liveRecords,
];
