import type { FaultKind } from "../../operation/fault-kind";
import { sipInterfacesOf } from "../../operation/reach";
import type { World } from "../../operation/world";
import { powerOff, powerOn } from "../actors/hosts";
import { hostOf, hostTargets, SIDES } from "./targets";

function cable(title: string, name: string, of: (world: World, on: string) => readonly string[]): FaultKind {
  const set = (world: World, on: string, isLinked: boolean) => {
    for (const one of of(world, on)) world.hosts[hostOf(world, on)]!.interfaces[one] = isLinked;
  };
  return {
    name,
    title,
    targets: () => SIDES,
    inject: ({ world }, on) => set(world, on, false),
    heal: ({ world }, on) => set(world, on, true),
    isState: true,
    isSwept: true,
    drill: (world, on) => {
      const host = hostOf(world, on);
      const interfaces = of(world, on);
      // A host that is out of reach could not be told to come back.
      const isReached = !interfaces.includes(world.hosts[host]!.managementInterface);
      const cables = `${interfaces.length === 1 ? "the cable" : "the cables"} of ${interfaces.join(" and ")} of ${host}`;
      return {
        inject: {
          order: `Pull ${cables}, or shut the switch's ports`,
          host,
          program: isReached ? { kind: "cut-interfaces", interfaces } : undefined,
        },
        heal: {
          order: `Plug in ${cables} again, or open the switch's ports`,
          host,
          program: isReached ? { kind: "restore-interfaces" } : undefined,
        },
        strikes: host,
      };
    },
  };
}

/** What can happen to a machine. */
export const hostFaults: readonly FaultKind[] = [
  {
    name: "host-power-loss",
    title: "{host} loses its power",
    targets: hostTargets,
    inject: (turn, on) => powerOff(turn, hostOf(turn.world, on)),
    heal: (turn, on) => powerOn(turn, hostOf(turn.world, on)),
    isSwept: true,
    drill: (world, on) => ({
      inject: {
        order: `Switch off the power of ${hostOf(world, on)} at once, without a shutdown: at its power supply, or its virtual machine`,
      },
      heal: { order: `Switch on the power of ${hostOf(world, on)} again` },
      strikes: hostOf(world, on),
    }),
  },
  {
    name: "host-reboot",
    title: "{host} is rebooted",
    targets: hostTargets,
    inject: (turn, on) => turn.after("shutdown", { kind: "host-reboots", on: hostOf(turn.world, on) }),
    isSwept: true,
    drill: (world, on) => ({
      inject: { order: `Reboot ${hostOf(world, on)}, as its operating system does it`, host: hostOf(world, on) },
      strikes: hostOf(world, on),
    }),
  },
  {
    name: "host-stun",
    title: "{host} stands still for a while, as during a snapshot",
    targets: hostTargets,
    inject: (turn, on) => {
      const host = hostOf(turn.world, on);
      if (turn.world.hosts[host]!.power !== "on") return;
      turn.world.hosts[host]!.stunned = true;
      turn.after("stun", { kind: "host-goes-on", on: host });
    },
    isSwept: true,
  },
  cable("{host} loses its SIP interface", "sip-interface-loss", (world, on) =>
    sipInterfacesOf(world.hosts[hostOf(world, on)]!),
  ),
  cable("{host} loses its management interface", "management-interface-loss", (world, on) => [
    world.hosts[hostOf(world, on)]!.managementInterface,
  ]),
  cable("{host} is cut off from everything and goes on", "host-isolation", (world, on) =>
    Object.keys(world.hosts[hostOf(world, on)]!.interfaces),
  ),
];
