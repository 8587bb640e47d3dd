import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I1. Two hosts that answer ARP split the callers between them. */
export const oneHolder: Invariant = {
  number: "I1",
  name: "one-holder",
  title: "at most one host answers for the virtual IP once a change has settled",
  applies: ({ behaviour }) => behaviour.views.holders !== undefined,
  tolerance: settlingTime,
  breach: (world, { behaviour }) => {
    const holders = behaviour.views.holders!(world);
    return holders.length > 1 ? `${holders.join(" and ")} answer for the virtual IP` : undefined;
  },
};
