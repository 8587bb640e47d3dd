import { areConnected, isAlive, isLinked } from "../operation/reach";
import type { ControlServerState, World } from "../operation/world";

/** The state that tells whether a server of the Management Layer runs. */
type ManagementServer = Pick<ControlServerState, "running" | "ending" | "host">;

/** Whether the server runs, and its host is not ending it. */
export function isRunning({ running, ending }: ManagementServer): boolean {
  return running && ending !== true;
}

/** Whether a server of the Management Layer runs and can act. */
export function isUp(world: World, server: ManagementServer): boolean {
  return isRunning(server) && isAlive(world, server.host);
}

/** The Solution Control Servers that decide, by application: both, if they do not see each other. */
export function decidingServers(world: World): (readonly [string, ControlServerState])[] {
  return Object.entries(world.controlServers).filter(([, server]) => server.active && isUp(world, server));
}

/** The deciding servers that can be reached from outside their own host: by an operator, and by the rest of the Management Layer. */
export function reachedServers(world: World): (readonly [string, ControlServerState])[] {
  return decidingServers(world).filter(([, { host }]) => isLinked(world, host, world.hosts[host]!.managementInterface));
}

/**
 * The Solution Control Servers that have reactions started, by application: those that decide and are not cut off from Message Server, which
 * reports alarms to them.
 */
export function reactingServers(world: World): (readonly [string, ControlServerState])[] {
  return decidingServers(world).filter(([, { host }]) => areConnected(world, host, world.messageServer.host));
}
