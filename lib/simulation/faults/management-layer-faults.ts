import type { FaultKind } from "../../operation/fault-kind";
import type { ControlServerState, World } from "../../operation/world";
import { SIDES, type Side, serverOf } from "./targets";

function cut(world: World, pairs: readonly (readonly [string, string])[], isCut: boolean): void {
  const cuts = pairs.map(([from, to]) => `${from}>${to}`);
  world.cuts = [...world.cuts.filter((one) => !cuts.includes(one)), ...(isCut ? cuts : [])];
}

/** `primary` is the server that is declared as Solution Control Server, `backup` the other one. */
function controlServerOf({ controlServers }: World, on: string): ControlServerState {
  return Object.values(controlServers)[on === "backup" ? 1 : 0]!;
}

function betweenControlServers(world: World): (readonly [string, string])[] {
  const [one, other] = controlHosts(world);
  return [
    [one!, other!],
    [other!, one!],
  ];
}

function controlHosts(world: World): string[] {
  return Object.values(world.controlServers).map(({ host }) => host);
}

/** The sides whose host has a network between itself and a Solution Control Server: on the same host there is no network to lose. */
function sidesApart(world: World): Side[] {
  return SIDES.filter((side) => controlHosts(world).some((control) => control !== serverOf(world, side).host));
}

/** What can happen to the Management Layer, and to the network between it and the pair. */
export const managementLayerFaults: readonly FaultKind[] = [
  {
    name: "solution-control-server-loss",
    title: "the {on} Solution Control Server ends",
    targets: ({ controlServers }) => SIDES.slice(0, Object.keys(controlServers).length),
    inject: ({ world }, on) => {
      controlServerOf(world, on).running = false;
    },
    heal: ({ world }, on) => {
      controlServerOf(world, on).running = true;
    },
    isSwept: true,
  },
  {
    name: "control-servers-split",
    title: "the Solution Control Servers do not see each other",
    // Two Solution Control Servers on one host always see each other.
    targets: (world) => (new Set(controlHosts(world)).size === 2 ? [""] : []),
    inject: ({ world }) => cut(world, betweenControlServers(world), true),
    heal: ({ world }) => cut(world, betweenControlServers(world), false),
    isState: true,
    isSwept: true,
  },
  {
    name: "agent-loss",
    title: "the Local Control Agent on {host} ends",
    targets: () => SIDES,
    inject: ({ world }, on) => {
      world.hosts[serverOf(world, on).host]!.agent = false;
    },
    heal: ({ world }, on) => {
      const host = world.hosts[serverOf(world, on).host]!;
      if (host.power === "on") host.agent = true;
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
    title: "{host} and Solution Control Server do not reach each other",
    targets: sidesApart,
    inject: ({ world }, on) => cut(world, both(world, on), true),
    heal: ({ world }, on) => cut(world, both(world, on), false),
    isState: true,
    isSwept: true,
  },
  {
    name: "one-way-loss",
    title: "Solution Control Server hears nothing from {host}",
    targets: sidesApart,
    inject: ({ world }, on) => cut(world, toControl(world, on), true),
    heal: ({ world }, on) => cut(world, toControl(world, on), false),
    isState: true,
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
