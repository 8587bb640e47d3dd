import type { World } from "../../operation/world";
import { reachedServers } from "../deciding-servers";
import type { Invariant } from "./invariant";

/** I17. The server that took over keeps the role when the other server comes back: each further switchover is a further interruption. */
export const noFailback: Invariant = {
  number: "I17",
  name: "no-failback",
  title: "a primary that can serve keeps its role, unless somebody orders a switchover",
  applies: () => true,
  misstep: ({ notes }, world) => {
    if (notes.some(({ kind }) => kind === "switchover-asked")) return undefined;
    for (const { kind, on, text } of notes) {
      const { primary, backup } = world.declared;
      if (kind === "ordered-primary") {
        const other = on === primary ? backup : primary;
        if (serves(world, other)) return `${text}, although ${other} is primary and can serve`;
      } else if (kind === "ordered-backup" && tookOver(world, on))
        return `${text}, although it is the server that has taken over`;
    }
    return undefined;
  },
};

/** Whether a server is primary and, as far as anybody knows, can serve: an order takes effect later. */
function serves(world: World, application: string): boolean {
  const { role, process, host } = world.servers[application]!;
  return (
    role === "primary" &&
    process === "running" &&
    reachedServers(world).some(([, { connected, known }]) => {
      const state = known[application];
      return connected[host] === true && state?.running === true && state.available;
    })
  );
}

/** Whichever Solution Control Server made it primary. */
function tookOver({ latestPrimary, servers }: World, application: string): boolean {
  return servers[application]!.role === "primary" && latestPrimary === application;
}
