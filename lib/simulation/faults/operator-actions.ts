import type { FaultKind } from "../../operation/fault-kind";
import { hand } from "../actors/role-orders";
import { reachedServers } from "../deciding-servers";
import type { Setting } from "../setting";
import { applicationOf, SIDES, serverOf, stop } from "./targets";

/** The words that the runbooks use. */
const IN_MANAGEMENT_LAYER = "In Solution Control Interface or Genesys Administrator";

/** What operators do to a pair. */
export function operatorActions(setting: Setting): FaultKind[] {
  return [
    {
      name: "switchover",
      title: "somebody orders a switchover",
      targets: () => [""],
      inject: (turn) => {
        const { world } = turn;
        const [found] = reachedServers(world);
        if (found === undefined) {
          turn.tell("operator", "cannot order a switchover", "no Solution Control Server that decides can be reached");
          return;
        }
        const [name, server] = found;
        const both = SIDES.map((side) => applicationOf(world, side));
        const primary = both.find((one) => server.known[one]?.role === "primary");
        const backup = both.find((one) => one !== primary);
        const state = backup === undefined ? undefined : server.known[backup];
        if (primary === undefined || backup === undefined || !state?.running || !state.available) {
          turn.tell(name, "refuses the switchover", "there is no primary, or no backup that can serve");
          return;
        }
        turn.note("switchover-asked", "somebody has ordered a switchover", backup);
        hand(turn, setting, name, primary, backup, "somebody has ordered a switchover");
      },
      isSwept: true,
      drill: ({ servers }) => {
        const primary = Object.keys(servers).find((one) => servers[one]!.role === "primary");
        return { inject: { order: `${IN_MANAGEMENT_LAYER}, switch ${primary} over` } };
      },
    },
    {
      name: "server-restart",
      title: "somebody stops the {on}, and it is started again",
      targets: () => SIDES,
      inject: ({ world }, on) => stop(serverOf(world, on)),
      isSwept: false,
      drill: (world, on) => ({
        inject: { order: `${IN_MANAGEMENT_LAYER}, stop ${applicationOf(world, on)}, and start it again` },
      }),
    },
  ];
}
