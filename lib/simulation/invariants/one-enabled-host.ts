import { ableServers } from "../able-servers";
import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I11. If the port rules are enabled on two hosts, callers are split between them. If they are enabled on no host, or the host has not converged, nobody takes callers. */
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
    // As long as no server that could serve is primary, there is no host on which they should be enabled.
    const primary = ableServers(world, setting).find((one) => world.servers[one]!.role === "primary");
    return primary === undefined
      ? undefined
      : `the port rules are enabled on no host that has converged, although ${primary} is primary and can serve`;
  },
};
