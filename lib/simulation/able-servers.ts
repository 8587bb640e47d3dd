import { isAlive } from "../operation/reach";
import type { World } from "../operation/world";
import type { Setting } from "./setting";

/** The servers that could serve callers: they run, on hosts that callers reach, under an agent that can be told so. */
export function ableServers(world: World, { behaviour }: Setting): string[] {
  return Object.keys(world.servers).filter((application) => {
    const { host, process } = world.servers[application]!;
    const { agent, interfaces, managementInterface } = world.hosts[host]!;
    const names = Object.keys(interfaces);
    const isOnSip = names.some((name) => interfaces[name] && (names.length === 1 || name !== managementInterface));
    return (
      process === "running" && isAlive(world, host) && agent && isOnSip && behaviour.isAvailable(world, application)
    );
  });
}
