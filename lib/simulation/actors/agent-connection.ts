import { areConnected, isAlive } from "../../operation/reach";
import type { ControlServerState, World } from "../../operation/world";

/** Whether a Solution Control Server gets an answer from the agent on a host. */
export function answers(world: World, server: ControlServerState, host: string): boolean {
  return world.hosts[host]!.agent && areConnected(world, server.host, host);
}

/**
 * What happens to something that a Solution Control Server sends to an agent. The agent receives it; or it waits in a connection that exists but is
 * silent; or there is no connection, because none was made or its far end is closed.
 */
export function wayTo(world: World, server: ControlServerState, host: string): "open" | "silent" | "none" {
  if (!server.connected[host]) return "none";
  if (answers(world, server, host)) return "open";
  const isClosed = isAlive(world, host) && areConnected(world, server.host, host);
  return isClosed ? "none" : "silent";
}
