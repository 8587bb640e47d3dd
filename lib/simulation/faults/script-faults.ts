import type { ScriptBehaviour } from "../../operation/behaviour";
import type { FaultKind } from "../../operation/fault-kind";
import type { ScriptDefect } from "../../operation/world";
import { startScript } from "../actors/control-scripts";
import type { Setting } from "../setting";
import { SIDES, serverOf } from "./targets";

/** What can happen to the control scripts; targets are a side and an action: `primary down`. */
export function scriptFaults(setting: Setting, { actionOf }: ScriptBehaviour): FaultKind[] {
  const targets = SIDES.flatMap((side) => [`${side} ${actionOf.primary}`, `${side} ${actionOf.backup}`]);
  const defect = (name: string, title: string, is: ScriptDefect): FaultKind => ({
    name,
    title,
    targets: () => targets,
    inject: ({ world }, on) => {
      const [side, action] = on.split(" ");
      world.scriptDefects[`${serverOf(world, side!).host} ${action}`] = is;
    },
    heal: ({ world }, on) => {
      const [side, action] = on.split(" ");
      delete world.scriptDefects[`${serverOf(world, side!).host} ${action}`];
    },
    isSwept: true,
  });
  return [
    defect("script-fails", "the control script fails: {on}", "fails"),
    defect("script-hangs", "the control script hangs: {on}", "hangs"),
    defect("script-slow", "the control script is slow, so that the other host's script is first: {on}", "slow"),
    {
      name: "script-run",
      title: "somebody runs the control script: {on}",
      targets: () => targets,
      inject: (turn, on) => {
        const [side, action] = on.split(" ");
        startScript(turn, setting, serverOf(turn.world, side!).host, action!);
      },
      isSwept: false,
    },
  ];
}
