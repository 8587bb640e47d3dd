import { areConnected, isAlive, isLinked } from "../operation/reach";
import type { ControlServerState, World } from "../operation/world";

/** What tells whether a server of the Management Layer runs. */
type ManagementServer = Pick<ControlServerState, "running" | "ending" | "host">;

/** Whether it runs, and its host does not bring it to its end. */
export function isRunning({ running, ending }: ManagementServer): boolean {
  return running && ending !== true;
}

/** Whether a server of the Management Layer runs, and can do anything. */
export function isUp(world: World, server: ManagementServer): boolean {
  return isRunning(server) && isAlive(world, server.host);
}

/** The Solution Control Servers that decide, by application: two, where they do not see each other. */
export function decidingServers(world: World): (readonly [string, ControlServerState])[] {
  return Object.entries(world.controlServers).filter(([, server]) => server.active && isUp(world, server));
}

/** Those of them that others than their own host reach: an operator, and the rest of the Management Layer. */
export function reachedServers(world: World): (readonly [string, ControlServerState])[] {
  return decidingServers(world).filter(([, { host }]) => isLinked(world, host, world.hosts[host]!.managementInterface));
}

/**
 * The Solution Control Servers that have reactions started, by application: those that decide and are not cut off from Message Server, which
 * tells them of alarms.
 */
export function reactingServers(world: World): (readonly [string, ControlServerState])[] {
  return decidingServers(world).filter(([, { host }]) => areConnected(world, host, world.messageServer.host));
}
