import { announcementLimit } from "./announcement-limit";
import { flowsFollow } from "./flows-follow";
import { holderIsPrimary } from "./holder-is-primary";
import { idempotentScripts } from "./idempotent-scripts";
import type { Invariant } from "./invariant";
import { liveRecords } from "./live-records";
import { neighboursAtHolder } from "./neighbours-at-holder";
import { noFailback } from "./no-failback";
import { noStepOnLostHost } from "./no-step-on-lost-host";
import { oneEligibleMember } from "./one-eligible-member";
import { oneEnabledHost } from "./one-enabled-host";
import { oneHolder } from "./one-holder";
import { onePrimary } from "./one-primary";
import { ownAddresses } from "./own-addresses";
import { reactionsOnce } from "./reactions-once";
import { withinRecoveryTime } from "./recovery-time";
import { references } from "./references";
import { rollback } from "./rollback";
import { sipAddress } from "./sip-address";
import { someEligibleMember } from "./some-eligible-member";
import { someHolder } from "./some-holder";
import { steadyState } from "./steady-state";
import { virtualIpNotPersistent } from "./virtual-ip-not-persistent";

/** What must hold for every pair, whatever happens; by number. */
export const invariants: readonly Invariant[] = [
  oneHolder,
  someHolder,
  holderIsPrimary,
  onePrimary,
  virtualIpNotPersistent,
  neighboursAtHolder,
  announcementLimit,
  noStepOnLostHost,
  reactionsOnce,
  oneEligibleMember,
  someEligibleMember,
  flowsFollow,
  oneEnabledHost,
  sipAddress,
  withinRecoveryTime,
  liveRecords,
  ownAddresses,
  references,
  noFailback,
  steadyState,
  idempotentScripts,
  rollback,
];
