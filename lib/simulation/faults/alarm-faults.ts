import type { FaultKind } from "../../operation/fault-kind";
import type { Setting } from "../setting";
import { applicationOf, SIDES } from "./targets";

/** What can be wrong with the alarms that start control scripts. */
export function alarmFaults({ alarmConditions, events }: Setting): FaultKind[] {
  const about = (application: string) =>
    alarmConditions.filter(
      ({ alarmDetectEvent: { app, logEventID }, reactionScripts }) =>
        reactionScripts !== undefined && app === application && logEventID === events.becamePrimary,
    );
  return [
    {
      name: "alarm-active",
      title: "the alarm that the {on} has become primary stays active from an earlier time",
      targets: (world) => SIDES.filter((side) => about(applicationOf(world, side)).length > 0),
      inject: (turn, on) => {
        for (const { name } of about(applicationOf(turn.world, on))) {
          turn.cancel({ kind: "alarm-clears", on: name });
          turn.world.alarms[name] = true;
        }
      },
      heal: ({ world }, on) => {
        for (const { name } of about(applicationOf(world, on))) world.alarms[name] = false;
      },
      isSwept: true,
    },
  ];
}
