import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I10. While both members get calls, the messages of one call may be split between two servers. */
export const oneEligibleMember: Invariant = {
  number: "I10",
  name: "one-eligible-member",
  title: "the load balancer sends new calls to only one member once a change has settled",
  applies: ({ behaviour }) => behaviour.views.eligibleMembers !== undefined,
  tolerance: settlingTime,
  breach: (world, { behaviour }) => {
    const { eligible } = behaviour.views.eligibleMembers!(world);
    return eligible.length > 1 ? `new calls are sent to ${eligible.join(" and ")}` : undefined;
  },
};
