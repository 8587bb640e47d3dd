import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I6. A neighbour with an old entry sends calls to a host that has left the virtual IP, until the entry is old enough to be asked for anew. */
export const neighboursAtHolder: Invariant = {
  number: "I6",
  name: "neighbours-at-holder",
  title: "every neighbour that knows where the virtual IP is knows its holder, once a change has settled",
  applies: ({ behaviour }) => behaviour.views.holders !== undefined && behaviour.neighbours.length > 0,
  tolerance: settlingTime,
  breach: (world, { behaviour }) => {
    const holders = behaviour.views.holders!(world);
    if (holders.length === 0) return undefined;
    for (const name in world.neighbours) {
      const { at, learns } = world.neighbours[name]!;
      if (at === undefined || holders.includes(at)) continue;
      const why = learns ? "" : "; it takes no announcements";
      return `${name} sends to ${at}, but the virtual IP is on ${holders.join(" and ")}${why}`;
    }
    return undefined;
  },
};
