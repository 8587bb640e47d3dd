import { ableServers } from "../able-servers";
import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I11. With port rules enabled on two hosts callers are split between them; with none, or before it has converged, nobody takes them. */
export const oneEnabledHost: Invariant = {
  number: "I11",
  name: "one-enabled-host",
  title: "the port rules are enabled on exactly one host that has converged, once a change has settled",
  applies: ({ behaviour }) => behaviour.views.enabledHosts !== undefined,
  tolerance: settlingTime,
  breach: (world, setting) => {
    const enabled = setting.behaviour.views.enabledHosts!(world);
    if (enabled.length === 1) return undefined;
    if (enabled.length > 1) return `the port rules are enabled on ${enabled.join(" and ")}`;
    // As long as nobody is primary that could serve, there is no host on which they should be.
    const primary = ableServers(world, setting).find((one) => world.servers[one]!.role === "primary");
    return primary === undefined
      ? undefined
      : `the port rules are enabled on no host that has converged, though ${primary} is primary and can serve`;
  },
};
