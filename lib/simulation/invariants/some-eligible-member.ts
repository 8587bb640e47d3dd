import { ableServers } from "../able-servers";
import { recoveryTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I10. A load balancer that knows of no member turns callers away, whoever could serve. */
export const someEligibleMember: Invariant = {
  number: "I10",
  name: "some-eligible-member",
  title: "the load balancer has a member to send new calls to within the recovery time, as long as a server could",
  applies: ({ behaviour }) => behaviour.views.eligibleMembers !== undefined,
  tolerance: recoveryTime,
  breach: (world, setting) => {
    if (setting.behaviour.views.eligibleMembers!(world).eligible.length > 0) return undefined;
    const able = ableServers(world, setting);
    return able.length === 0
      ? undefined
      : `new calls are sent to no member, although ${able.join(" and ")} could serve`;
  },
};
