import { formatMilliseconds, milliseconds } from "../../model/duration";
import type { EnvironmentRule } from "../rule";

/** The vendor's default of `addp-timeout`, in milliseconds. */
const DEFAULT = 9_000;

/**
 * A short gap in the network does not count as a lost host. No description was found of what LCA does when its own side, addpRemoteTimeout, finds the
 * connection lost, and no advice on the length of the HA link's timeouts: neither is checked.
 */
export const addpShort: EnvironmentRule = {
  code: "addp-short",
  level: "warning",
  title: "A gap in the network counts as the loss of a host no sooner than with the vendor's default",
  why: "The default of addp-timeout is 9 s, and 10 s or more are advised if the network has delays, so that no connection is wrongly counted as lost (documented). The shortest gap that counts as a loss begins just before the poll, and lasts one such time and the disconnect timer (deduced): the pair then switches over although no host is lost.",
  *evaluate({ managementLayer, pairs }) {
    const { addpTimeout, disconnectSwitchoverTimeout } = managementLayer.failureDetection;
    const addp = milliseconds(addpTimeout);
    const gap = addp + milliseconds(disconnectSwitchoverTimeout);
    // A pair on one host has no other host to move to when its host counts as lost.
    const isAnyOnTwo = [...pairs.values()].some(({ primary, backup }) => primary.host !== backup.host);
    if (addp > 0 && gap < DEFAULT && isAnyOnTwo)
      yield {
        path: ["managementLayer", "failureDetection", "addpTimeout"],
        message: `a gap of ${formatMilliseconds(gap)} in the network may count as the loss of a host and make pairs switch over: addpTimeout ${addpTimeout} + disconnectSwitchoverTimeout ${disconnectSwitchoverTimeout}`,
        found: addpTimeout,
        allowed: "9s or more together with disconnectSwitchoverTimeout",
        fix: `use 9s, the default, or 10s or more if the network has delays; or keep it with disconnectSwitchoverTimeout ${Math.ceil((DEFAULT - addp) / 1_000)}s; or acknowledge this and say how you know that the network has no such gaps`,
      };
  },
};
