import { packetsLately } from "../../operation/announcement";
import type { Invariant } from "./invariant";

/** I7. A switch that inspects ARP shuts the port of a host that sends more of it than declared. */
export const announcementLimit: Invariant = {
  number: "I7",
  name: "announcement-limit",
  title: "no host sends more announcements in a second than its port takes",
  applies: ({ behaviour }) => behaviour.views.announcementLimit !== undefined,
  breach: (world, { behaviour }) => {
    const limit = behaviour.views.announcementLimit!;
    for (const { host } of world.announcements) {
      const packets = packetsLately(world, host);
      if (packets > limit)
        return `${host} has sent ${packets} packets within a second, but its port takes only ${limit}`;
    }
    return undefined;
  },
};
