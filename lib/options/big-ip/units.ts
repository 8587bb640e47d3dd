import { asLongAs } from "../../operation/as-long-as";
import type { FaultKind } from "../../operation/fault-kind";
import type { Handlers, Turn } from "../../operation/turn";
import { type PoolScene, poolWorldOf, type Unit } from "./pool-scene";

const TAKES_OVER = "bigIp:unit-takes-over";
const STARTED = "bigIp:unit-started";

/** Handlers for what happens to the device itself. */
export function unitHandlers(scene: PoolScene): Handlers {
  return {
    [TAKES_OVER]: (turn, { on }) => serve(scene, turn, on as Unit, "it hears nothing of the other unit"),
    [STARTED]: (turn, { on }) => {
      const state = poolWorldOf(turn.world);
      const isAlone = !Object.values(state.units).includes("on");
      state.units[on as Unit] = "on";
      if (!isAlone) return;
      // The monitors of this unit have not asked any member yet.
      for (const member of scene.members) state.up[member] = false;
      turn.cancel({ kind: TAKES_OVER, on });
      serve(scene, turn, on as Unit, "it has started");
    },
  };
}

/** What happens in the present state of the units. */
export function lookAtUnits(scene: PoolScene, turn: Turn): void {
  const state = poolWorldOf(turn.world);
  if (state.serving !== undefined && state.units[state.serving] !== "on") {
    state.serving = undefined;
    turn.world.cuts = [...turn.world.cuts, ...scene.routed];
  }
  for (const unit of Object.keys(state.units) as Unit[]) {
    asLongAs(turn, state.units[unit] === "starting", "device-start", { kind: STARTED, on: unit });
    const takesOver = state.serving === undefined && state.units[unit] === "on";
    asLongAs(turn, takesOver, "device-failover", { kind: TAKES_OVER, on: unit });
  }
}

/** The declaration leaves `mirroring` at `none`, AS3's default: the unit knows no connection of the other unit. */
function serve(scene: PoolScene, turn: Turn, unit: Unit, why: string): void {
  const state = poolWorldOf(turn.world);
  state.serving = unit;
  for (const transport of scene.transports) state.flows[transport] = undefined;
  turn.world.cuts = turn.world.cuts.filter((cut) => !scene.routed.includes(cut));
  turn.tell(scene.device, `serves the virtual IP${scene.isRedundant ? ` by its ${unit} unit` : ""}`, why);
  turn.reached("neighbour-updated");
}

/** The faults of the device itself. */
export function unitFaults({ device, isRedundant }: PoolScene): FaultKind[] {
  return [
    {
      name: "device-loss",
      title: `the {on} unit of ${device} is lost`,
      targets: () => (isRedundant ? ["active", "standby"] : ["active"]),
      inject: ({ world }, on) => {
        const { units } = poolWorldOf(world);
        if (units[on as Unit] !== undefined) units[on as Unit] = "off";
      },
      heal: ({ world }, on) => {
        const { units } = poolWorldOf(world);
        if (units[on as Unit] === "off") units[on as Unit] = "starting";
      },
      isSwept: true,
    },
  ];
}
