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
  title: "A gap in the network passes for the loss of a host no sooner than with the vendor's default",
  why: "The default of addp-timeout is 9 s, and where the network delays, 10 s and more are advised, so that no connection counts as lost that is not (documented). A gap that begins just before the poll lasts one such time and the disconnect timer at least (deduced): the pair switches over although no host is lost.",
  *evaluate({ managementLayer, pairs }) {
    const { addpTimeout, disconnectSwitchoverTimeout } = managementLayer.failureDetection;
    const addp = milliseconds(addpTimeout);
    const gap = addp + milliseconds(disconnectSwitchoverTimeout);
    // A pair on one host has no other host to move to when its host counts as lost.
    const isAnyOnTwo = [...pairs.values()].some(({ primary, backup }) => primary.host !== backup.host);
    if (addp > 0 && gap < DEFAULT && isAnyOnTwo)
      yield {
        path: ["managementLayer", "failureDetection", "addpTimeout"],
        message: `a gap of ${formatMilliseconds(gap)} in the network may pass for the loss of a host, and then pairs switch over: addpTimeout ${addpTimeout} + disconnectSwitchoverTimeout ${disconnectSwitchoverTimeout}`,
        found: addpTimeout,
        allowed: "9s or more together with disconnectSwitchoverTimeout",
        fix: `use 9s, the default, or 10s and more where the network delays; or keep it with disconnectSwitchoverTimeout ${Math.ceil((DEFAULT - addp) / 1_000)}s; or acknowledge this with how you know that the network has no such gaps`,
      };
  },
};
