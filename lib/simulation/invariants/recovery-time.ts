import { ableServers } from "../able-servers";
import { recoveryTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I13. The business has said how long an outage may be. */
export const withinRecoveryTime: Invariant = {
  number: "I13",
  name: "recovery-time",
  title: "new calls are answered again within the recovery time objective, as long as a server could",
  applies: () => true,
  tolerance: recoveryTime,
  breach: (world, setting, { by, because }) => {
    if (by !== undefined) return undefined;
    const able = ableServers(world, setting);
    return able.length === 0 ? undefined : `nobody answers new calls, although ${able.join(" and ")} could: ${because}`;
  },
};
