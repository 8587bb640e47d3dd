import type { FaultKind } from "../../operation/fault-kind";
import type { World } from "../../operation/world";
import { SIDES, serverOf } from "./targets";

function cut(world: World, pairs: readonly (readonly [string, string])[], isCut: boolean): void {
  const cuts = pairs.map(([from, to]) => `${from}>${to}`);
  world.cuts = [...world.cuts.filter((one) => !cuts.includes(one)), ...(isCut ? cuts : [])];
}

function controlHosts(world: World): string[] {
  return Object.values(world.controlServers).map(({ host }) => host);
}

/** What can happen to the Management Layer, and to the network between it and the pair. */
export const managementLayerFaults: readonly FaultKind[] = [
  {
    name: "solution-control-server-loss",
    title: "Solution Control Server {on} ends",
    targets: (world) => Object.keys(world.controlServers),
    inject: ({ world }, on) => {
      world.controlServers[on]!.running = false;
    },
    heal: ({ world }, on) => {
      world.controlServers[on]!.running = true;
    },
    isSwept: true,
  },
  {
    name: "message-server-loss",
    title: "Message Server ends",
    targets: () => [""],
    inject: ({ world }) => {
      world.messageServer.running = false;
    },
    heal: ({ world }) => {
      world.messageServer.running = true;
    },
    isSwept: true,
  },
  {
    name: "configuration-server-loss",
    title: "Configuration Server cannot be reached",
    targets: () => [""],
    inject: ({ world }) => {
      world.configurationServerRunning = false;
    },
    heal: ({ world }) => {
      world.configurationServerRunning = true;
    },
    isSwept: true,
  },
  {
    name: "management-partition",
    title: "the host of {on} and Solution Control Server do not reach each other",
    targets: () => SIDES,
    inject: ({ world }, on) => cut(world, both(world, on), true),
    heal: ({ world }, on) => cut(world, both(world, on), false),
    isSwept: true,
  },
  {
    name: "one-way-loss",
    title: "Solution Control Server hears nothing of the host of {on}",
    targets: () => SIDES,
    inject: ({ world }, on) => cut(world, toControl(world, on), true),
    heal: ({ world }, on) => cut(world, toControl(world, on), false),
    isSwept: true,
  },
];

function toControl(world: World, on: string): (readonly [string, string])[] {
  const { host } = serverOf(world, on);
  return controlHosts(world).map((control) => [host, control] as const);
}

function both(world: World, on: string): (readonly [string, string])[] {
  return toControl(world, on).flatMap(([from, to]) => [[from, to] as const, [to, from] as const]);
}
