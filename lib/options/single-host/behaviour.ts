import { type SipServer, type SipServerPair, serversOf } from "../../model/pair";
import type { Behaviour, Service } from "../../operation/behaviour";
import type { FaultKind } from "../../operation/fault-kind";
import { isAlive, isOnSip } from "../../operation/reach";
import { watchesSip } from "../../operation/sip-traffic-monitoring";
import type { World } from "../../operation/world";

/** The option's part of the world. */
interface SingleHostWorld {
  /** Ports that another process occupies, as `application port`. */
  taken: string[];
}

function singleHostWorldOf(world: World): SingleHostWorld {
  return world.option as SingleHostWorld;
}

/** How a pair on one host behaves: callers use the host's own address, and the primary process there answers. */
export function singleHostBehaviour(pair: SipServerPair): Behaviour {
  return {
    timers: [],
    hosts: [],
    // Nothing moves, so no neighbour has to learn a new place.
    neighbours: [],
    begin: (): SingleHostWorld => ({ taken: [] }),
    handlers: {},
    look: () => {},
    booted: () => {},
    isAvailable: (world, application) => !watchesSip(pair) || isOnSip(world, world.servers[application]!.host),
    hindrance: (world, application) => takenPort(pair, world, application),
    service: (world) => serviceOf(pair, world),
    views: {},
    settlingTime: 0,
    faults: [portTaken(pair)],
  };
}

/** The ports that only one server may have, as both processes listen at the same time (fact `single-host-ports`), with their names in prose. */
function ownPorts({ ports: { tlib, haSync, http } }: SipServer): Map<string, readonly [string, number]> {
  const ports = new Map<string, readonly [string, number]>([["tlib", ["T-Library port", tlib]]]);
  if (haSync !== tlib) ports.set("haSync", ["port of the HA link", haSync]);
  if (http !== undefined) ports.set("http", ["HTTP port", http]);
  return ports;
}

/** A running server has its ports already: it lacks them only when it starts again. */
function portTaken(pair: SipServerPair): FaultKind {
  const targets = (["primary", "backup"] as const).flatMap((side) =>
    [...ownPorts(pair[side]).keys()].map((port) => `${side} ${port}`),
  );
  const keyOf = (on: string) => {
    const [side, port] = on.split(" ");
    return `${pair[side === "backup" ? "backup" : "primary"].application} ${port}`;
  };
  return {
    name: "port-taken",
    title: "another process takes a port first that only one server may have: {on}",
    targets: () => targets,
    inject: ({ world }, on) => {
      singleHostWorldOf(world).taken.push(keyOf(on));
    },
    heal: ({ world }, on) => {
      const option = singleHostWorldOf(world);
      option.taken = option.taken.filter((one) => one !== keyOf(on));
    },
    isSwept: true,
  };
}

function takenPort(pair: SipServerPair, world: World, application: string): string | undefined {
  const { taken } = singleHostWorldOf(world);
  if (taken.length === 0) return undefined;
  const server = serversOf(pair).find((one) => one.application === application)!;
  for (const [port, [name, number]] of ownPorts(server))
    if (taken.includes(`${application} ${port}`)) return `another process has its ${name} ${number}`;
  return undefined;
}

/** Callers use an address of the host on an interface other than the Management Layer's, if there is one; the declaration does not say which. */
function serviceOf(pair: SipServerPair, world: World): Service {
  const nobody = (because: string): Service => ({ by: undefined, because });
  const { host } = pair.primary;
  if (!isAlive(world, host)) return nobody(`${host} does not run, and both servers are there: nothing takes over`);
  if (!isOnSip(world, host)) return nobody(`${host} has lost its SIP interface, and both servers are there`);
  const servers = serversOf(pair).map(({ application }) => ({ application, ...world.servers[application]! }));
  // Only the primary opens the SIP port (fact `single-host-ports`); a primary that hangs keeps it open.
  const hung = servers.find(({ process, role }) => process === "hung" && role === "primary");
  if (hung !== undefined) return nobody(`${hung.application} hangs, and has the SIP port ${pair.sip.port}`);
  const serving = servers.find(({ process, role }) => process === "running" && role === "primary");
  return serving === undefined
    ? nobody(`neither server on ${host} is primary and runs`)
    : { by: serving.application, because: `${serving.application} answers on ${host}` };
}
