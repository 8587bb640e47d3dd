import type { HostState, World } from "./world";

/** Whether the host runs at all. */
export function isAlive(world: World, host: string): boolean {
  const state = world.hosts[host];
  return state !== undefined && state.power === "on" && !state.stunned;
}

/** Whether packets leave and reach the host through that interface. */
export function isLinked(world: World, host: string, networkInterface: string): boolean {
  return isAlive(world, host) && world.hosts[host]!.interfaces[networkInterface] === true;
}

/** The interfaces of a host that the Management Layer does not use; a host with only one interface uses it for both. */
export function sipInterfacesOf({ interfaces, managementInterface }: HostState): string[] {
  const names = Object.keys(interfaces);
  return names.length === 1 ? names : names.filter((name) => name !== managementInterface);
}

/** Whether callers reach the host through one of those interfaces. */
export function isOnSip(world: World, host: string): boolean {
  return sipInterfacesOf(world.hosts[host]!).some((name) => isLinked(world, host, name));
}

/** Whether packets of one host reach another over the management networks. */
export function isHeard(world: World, from: string, to: string): boolean {
  if (from === to) return isAlive(world, from);
  const { hosts, cuts } = world;
  return (
    isLinked(world, from, hosts[from]!.managementInterface) &&
    isLinked(world, to, hosts[to]!.managementInterface) &&
    (cuts.length === 0 || !cuts.includes(`${from}>${to}`))
  );
}

/** Whether two hosts hear each other over the management networks. */
export function areConnected(world: World, one: string, other: string): boolean {
  return isHeard(world, one, other) && isHeard(world, other, one);
}
