import type { Handler, Happening, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";

/** A handler of what somebody on a host does or notices: while that host stands still, it waits. */
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

/** The host goes on, and those on it do what came up meanwhile; what is over by then, they find out when they look. */
export function goOn(turn: Turn, on: string): void {
  const host = turn.world.hosts[on]!;
  const { missed = [] } = host;
  host.stunned = false;
  delete host.missed;
  for (const happening of missed) turn.in(0, happening);
}
