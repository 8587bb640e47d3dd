import { holderIsPrimary } from "./holder-is-primary";
import type { Invariant } from "./invariant";
import { oneEnabledHost } from "./one-enabled-host";
import { oneHolder } from "./one-holder";
import { withinRecoveryTime } from "./recovery-time";
import { someHolder } from "./some-holder";

/** What must hold for every pair, whatever happens. */
export const invariants: readonly Invariant[] = [
  oneHolder,
  someHolder,
  holderIsPrimary,
  oneEnabledHost,
  withinRecoveryTime,
];
