import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I6. A neighbour with a stale entry sends calls to a host that has given up the virtual IP, until the entry is so old that the neighbour asks again. */
export const neighboursAtHolder: Invariant = {
  number: "I6",
  name: "neighbours-at-holder",
  title: "every neighbour that has an entry for the virtual IP sends to its holder, once a change has settled",
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
