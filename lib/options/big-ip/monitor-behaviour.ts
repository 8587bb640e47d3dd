import { formatMilliseconds } from "../../model/duration";
import { asLongAs } from "../../operation/as-long-as";
import type { FaultKind } from "../../operation/fault-kind";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import { isFoundUp, type PoolScene, type PoolWorld, poolWorldOf, silenceOfMember } from "./pool-scene";

const FOUND_UP = "bigIp:member-found-up";
const FOUND_DOWN = "bigIp:member-found-down";

/** The times of the monitor. */
export function monitorTimers({ distribution }: PoolScene): Timer[] {
  const { monitorInterval: interval, monitorTimeout: timeout } = distribution;
  // The last answer may be up to one interval old when the member stops answering.
  const least = Math.max(0, timeout - interval);
  const source = `monitorInterval ${formatMilliseconds(interval)}, monitorTimeout ${formatMilliseconds(timeout)}: up with the first answer, down when none has come for the timeout (not seen on a BIG-IP)`;
  return [
    {
      name: "monitor-up",
      what: "until the device finds a member up that has begun to answer",
      span: { minimum: 0, typical: interval / 2, maximum: interval },
      source,
      keys: ["monitorInterval"],
    },
    {
      name: "monitor-down",
      what: "until the device gives up a member that no longer answers",
      span: { minimum: least, typical: (least + timeout) / 2, maximum: timeout },
      source,
      keys: ["monitorTimeout", "monitorInterval"],
    },
  ];
}

/** Handlers for what the monitor finds. */
export function monitorHandlers(scene: PoolScene): Handlers {
  const { device } = scene;
  return {
    [FOUND_UP]: (turn, { on }) => {
      const { up, monitor } = poolWorldOf(turn.world);
      up[on] = true;
      turn.tell(
        device,
        `finds ${on} up`,
        monitor === "answers" ? "it answers the monitor" : "its monitor takes anything",
      );
      turn.reached("neighbour-updated");
    },
    [FOUND_DOWN]: (turn, { on }) => {
      const { up } = poolWorldOf(turn.world);
      up[on] = false;
      const silence = silenceOfMember(scene, turn.world, on);
      turn.tell(device, `finds ${on} down`, silence ?? "its monitor takes no answer");
      turn.reached("neighbour-updated");
    },
  };
}

/** What the monitor is going to find, as long as a unit that asks is running. */
export function lookAtMembers(scene: PoolScene, turn: Turn): void {
  const { world } = turn;
  const { units, up } = poolWorldOf(world);
  const isAsking = Object.values(units).includes("on");
  for (const on of scene.members) {
    const isAnswered = isAsking && isFoundUp(scene, world, on);
    asLongAs(turn, isAnswered && !up[on], "monitor-up", { kind: FOUND_UP, on });
    asLongAs(turn, isAsking && !isAnswered && up[on] === true, "monitor-down", { kind: FOUND_DOWN, on });
  }
}

/** The faults of the monitor. */
export function monitorFaults(scene: PoolScene): FaultKind[] {
  const { device, members } = scene;
  const finds = (name: string, title: string, monitor: PoolWorld["monitor"]): FaultKind => ({
    name,
    title,
    targets: () => [""],
    inject: ({ world }) => {
      poolWorldOf(world).monitor = monitor;
    },
    heal: ({ world }) => {
      const state = poolWorldOf(world);
      if (state.monitor === monitor) state.monitor = "answers";
    },
    isSwept: true,
  });
  return [
    finds("monitor-finds-all-up", `the monitor of ${device} finds both members up, whoever answers`, "all-up"),
    finds("monitor-finds-all-down", `the monitor of ${device} takes no answer of any member`, "all-down"),
    {
      name: "monitor-flap",
      title: `the monitor of ${device} finds members down for a moment that answer`,
      targets: () => [""],
      inject: (turn) => {
        const { up } = poolWorldOf(turn.world);
        for (const member of members)
          if (up[member]) {
            up[member] = false;
            turn.tell(device, `finds ${member} down`, "its monitor has missed the answers");
          }
      },
      isSwept: true,
    },
  ];
}
