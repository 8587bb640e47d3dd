import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I3. A virtual IP on the host of a server that is not primary leads callers to nobody. */
export const holderIsPrimary: Invariant = {
  number: "I3",
  name: "holder-is-primary",
  title: "the virtual IP is where the primary is, once a change has settled",
  applies: ({ behaviour }) => behaviour.views.holders !== undefined,
  tolerance: settlingTime,
  breach: (world, { behaviour }) => {
    for (const host of behaviour.views.holders!(world)) {
      const here = Object.entries(world.servers).find(([, server]) => server.host === host);
      // Without any primary there is no better place for the virtual IP.
      const isAnyPrimary = Object.values(world.servers).some(
        ({ process, role }) => process === "running" && role === "primary",
      );
      if (here !== undefined && isAnyPrimary && here[1].role !== "primary")
        return `${host} answers for the virtual IP, but ${here[0]} there is not primary`;
    }
    return undefined;
  },
};
