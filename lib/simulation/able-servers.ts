import { isOnSip } from "../operation/reach";
import type { World } from "../operation/world";
import type { Setting } from "./setting";

/** The servers that could serve callers: they run on hosts that callers reach, under an agent that can pass orders to them. */
export function ableServers(world: World, { behaviour }: Setting): string[] {
  return Object.keys(world.servers).filter((application) => {
    const { host, process } = world.servers[application]!;
    return (
      process === "running" &&
      world.hosts[host]!.agent &&
      isOnSip(world, host) &&
      behaviour.isAvailable(world, application)
    );
  });
}
