import type { SipServerPair } from "../../model/pair";
import type { Behaviour, Service } from "../../operation/behaviour";
import { isAlive } from "../../operation/reach";
import type { World } from "../../operation/world";

/** How a pair on one host behaves: callers use the host's own address, and whoever is primary there answers. */
export function singleHostBehaviour(pair: SipServerPair): Behaviour {
  return {
    timers: [],
    hosts: [],
    neighbours: [],
    begin: () => ({}),
    handlers: {},
    look: () => {},
    booted: () => {},
    isAvailable: () => true,
    service: (world) => serviceOf(pair, world),
    views: {},
    settlingTime: 0,
    faults: [],
  };
}

function serviceOf({ primary, backup }: SipServerPair, world: World): Service {
  const { host } = primary;
  if (!isAlive(world, host)) return { by: undefined, because: `${host} does not run` };
  if (!Object.values(world.hosts[host]!.interfaces).some((isLinked) => isLinked))
    return { by: undefined, because: `${host} is cut off` };
  const serving = [primary, backup].find(({ application }) => {
    const { process, role } = world.servers[application]!;
    return process === "running" && role === "primary";
  });
  return serving === undefined
    ? { by: undefined, because: `neither server on ${host} is primary and runs` }
    : { by: serving.application, because: `${serving.application} answers on ${host}` };
}
