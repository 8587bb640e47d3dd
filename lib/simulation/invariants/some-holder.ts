import { ableServers } from "../able-servers";
import { recoveryTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I2. The virtual IP must not be without a holder while a host could hold it. */
export const someHolder: Invariant = {
  number: "I2",
  name: "some-holder",
  title: "some host answers for the virtual IP within the recovery time, as long as one could",
  applies: ({ behaviour }) => behaviour.views.holders !== undefined,
  tolerance: recoveryTime,
  breach: (world, setting) => {
    if (setting.behaviour.views.holders!(world).length > 0) return undefined;
    const able = ableServers(world, setting);
    return able.length === 0
      ? undefined
      : `nobody answers for the virtual IP, although ${able.join(" and ")} could serve`;
  },
};
