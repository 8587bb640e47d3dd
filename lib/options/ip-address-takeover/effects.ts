import type { Address } from "../../model/address";
import { AT_NEXT_RUN, type EffectTable, own, ROLE_SCRIPT_EFFECTS } from "../effect";
import { pointedAtVirtualIp } from "../script-runbook";

const WATCHDOG = own("none", "the watchdog is started again by the installer; it holds no call");

/** The scripts are named after the pair. */
export const takeoverRenameEffect = own(
  "outage",
  "its scripts get other names, and the installer removes no script whose virtual IP is up; so the virtual IP is released first",
  { releases: true },
);

/** The effects on service of changes of this option's keys. */
export const takeoverEffects: EffectTable = {
  virtualIp: ({ after }) =>
    own(
      "outage",
      "callers reach the pair only at the new address: the old address is released, and callers have to be pointed at the new one; the installer refuses to replace a script whose virtual IP is up",
      { releases: true, restarts: true, after: pointedAtVirtualIp(after as Address) },
    ),
  network: own(
    "outage",
    "the virtual IP moves to other interfaces: it is released on both hosts first, as the installer refuses to replace a script whose virtual IP is up",
    { releases: true },
  ),
  interfaceLabel: own(
    "none",
    "a virtual IP that is up keeps its old label; the next host that takes it uses the new one",
  ),
  conflictPolicy: AT_NEXT_RUN,
  probeTimeout: AT_NEXT_RUN,
  announcements: AT_NEXT_RUN,
  sourceAddress: own("switchover", "the address that packets leave with is set when the virtual IP is brought up"),
  flushConnectionTracking: AT_NEXT_RUN,
  ...ROLE_SCRIPT_EFFECTS,
  "watchdog.interval": WATCHDOG,
  "watchdog.isolationTimeout": WATCHDOG,
  "watchdog.announceInterval": WATCHDOG,
};
