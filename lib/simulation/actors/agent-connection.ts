import { areConnected, isAlive } from "../../operation/reach";
import type { ControlServerState, World } from "../../operation/world";

/** Whether a Solution Control Server gets an answer of the agent on a host. */
export function answers(world: World, server: ControlServerState, host: string): boolean {
  return world.hosts[host]!.agent && areConnected(world, server.host, host);
}

/**
 * What becomes of something that a Solution Control Server sends to an agent: it is received; or it waits in a connection that is there and
 * silent; or there is no connection, as none was made, or its end is closed.
 */
export function wayTo(world: World, server: ControlServerState, host: string): "open" | "silent" | "none" {
  if (!server.connected[host]) return "none";
  if (answers(world, server, host)) return "open";
  const isClosed = isAlive(world, host) && areConnected(world, server.host, host);
  return isClosed ? "none" : "silent";
}
