import type { Actor } from "./actor";

/** Equipment and callers on the network of a virtual IP: each keeps an entry that says where to send. */
export const neighbours: Actor = {
  handlers: ({ behaviour }) => ({
    "neighbour-learns": (turn, { on, detail }) => {
      const neighbour = turn.world.neighbours[on]!;
      if (neighbour.at === detail) return;
      neighbour.at = detail;
      turn.tell(on, `sends to ${detail}`, "it has learned where the virtual IP is");
      turn.reached("neighbour-updated");
    },
    "neighbour-asks": (turn, { on }) => {
      const holders = behaviour.views.holders?.(turn.world) ?? [];
      const neighbour = turn.world.neighbours[on]!;
      if (neighbour.at !== undefined && holders.includes(neighbour.at)) return;
      neighbour.at = holders[0];
      if (holders.length === 0) return;
      turn.tell(on, `sends to ${holders[0]}`, "its entry was old, so it has asked who has the virtual IP");
      turn.reached("neighbour-updated");
    },
  }),
  look: (turn, { behaviour }) => {
    const { holders } = behaviour.views;
    if (holders === undefined) return;
    const { world } = turn;
    const answering = holders(world);
    for (const on in world.neighbours) {
      const { at } = world.neighbours[on]!;
      const isStale = at === undefined || !answering.includes(at);
      const asks = { kind: "neighbour-asks", on };
      if (isStale && answering.length > 0) {
        // Without an entry it asks at once; with a wrong entry, only when the entry is old.
        if (!turn.awaits(asks)) turn.after(at === undefined ? "neighbours-follow" : "neighbour-entry-age", asks);
      } else if (!isStale) turn.cancel(asks);
    }
  },
};
