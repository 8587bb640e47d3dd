import type { Handler, Happening, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";

/** A handler of something that an actor on a host does or notices. While the host stands still, the handler waits. */
export function onHost(hostOf: (world: World, happening: Happening) => string, handle: Handler): Handler {
  return (turn, happening) => {
    const host = turn.world.hosts[hostOf(turn.world, happening)]!;
    if (!host.stunned) {
      handle(turn, happening);
      return;
    }
    const { kind, on, detail } = happening;
    host.missed = [...(host.missed ?? []), detail === undefined ? { kind, on } : { kind, on, detail }];
  };
}

/** The host goes on, and the actors on it do what came up meanwhile. When they look, they find out what is already over. */
export function goOn(turn: Turn, on: string): void {
  const host = turn.world.hosts[on]!;
  const { missed = [] } = host;
  host.stunned = false;
  delete host.missed;
  for (const happening of missed) turn.in(0, happening);
}
