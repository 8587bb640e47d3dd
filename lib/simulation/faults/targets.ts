import type { ServerState, World } from "../../operation/world";

/** The sides of a pair, by the roles that they were declared with. */
export const SIDES = ["primary", "backup"] as const;
export type Side = (typeof SIDES)[number];

export function applicationOf({ declared }: World, side: string): string {
  return side === "backup" ? declared.backup : declared.primary;
}

export function serverOf(world: World, side: string): ServerState {
  return world.servers[applicationOf(world, side)]!;
}

/** The server's process ends, and with it the server's role. */
export function stop(server: ServerState): void {
  server.process = "stopped";
  server.role = undefined;
}

/** `primary`, `backup`, or the name of a host. */
export function hostOf(world: World, on: string): string {
  return on === "primary" || on === "backup" ? serverOf(world, on).host : on;
}

/** Whether both servers of the pair are on one host. */
export function isOnOneHost(world: World): boolean {
  return serverOf(world, "primary").host === serverOf(world, "backup").host;
}

/** `primary`, `backup`, then the other hosts by name. */
export function hostTargets(world: World): string[] {
  const own = SIDES.map((side) => serverOf(world, side).host);
  return [...SIDES, ...Object.keys(world.hosts).filter((host) => !own.includes(host))];
}
