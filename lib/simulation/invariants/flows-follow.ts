import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I10. A flow that stays behind loses every call of that caller, even long after the failover. */
export const flowsFollow: Invariant = {
  number: "I10",
  name: "flows-follow",
  title: "no flow or connection of a caller stays on a member that gets no new calls once a change has settled",
  applies: ({ behaviour }) => behaviour.views.eligibleMembers !== undefined,
  tolerance: settlingTime,
  breach: (world, { behaviour }) => {
    const { eligible, flows } = behaviour.views.eligibleMembers!(world);
    const left = eligible.length === 0 ? undefined : flows.find((member) => !eligible.includes(member));
    return left && `a caller's flow stays on ${left}, while new calls are sent to ${eligible.join(" and ")}`;
  },
};
