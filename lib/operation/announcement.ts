import type { Turn } from "./turn";
import type { World } from "./world";

/** How long announcements are remembered, in milliseconds: the limits of switches count packets per second. */
const SECOND = 1_000;

/** What a host sends when it announces that it has the virtual IP. */
export interface Announcement {
  /** How many packets go out in the first second. */
  readonly packets: number;
  /** Neighbours that are asked directly, which moves their entries whatever announcements they accept. */
  readonly asked: readonly string[];
  /** Whether ARP replies are among the packets, for neighbours that do not accept announcing requests. */
  readonly sendsReplies: boolean;
}

/** A host announces that it has the virtual IP. */
export function announce(turn: Turn, host: string, { packets, asked, sendsReplies }: Announcement): void {
  const { world } = turn;
  const recent = world.announcements.filter(({ at }) => world.now - at < SECOND);
  world.announcements = [...recent, { at: world.now, host, packets }];
  for (const on in world.neighbours) {
    const { at, learns } = world.neighbours[on]!;
    const hears = asked.includes(on) || (learns && getsThrough(world, sendsReplies));
    if (!hears) continue;
    // A second announcement of the same host does not prolong the first one.
    if (turn.awaits({ kind: "neighbour-learns", on, detail: host })) continue;
    turn.cancel({ kind: "neighbour-learns", on });
    if (at !== host) turn.after("neighbours-follow", { kind: "neighbour-learns", on, detail: host });
  }
}

/** Whether neighbours that accept announcements get them. */
export function getsThrough({ announcementsLost, announcingRequestsLost }: World, sendsReplies: boolean): boolean {
  return !announcementsLost && (sendsReplies || !announcingRequestsLost);
}

/** How many packets of announcements a host has sent within the last second. */
export function packetsLately({ announcements, now }: World, host: string): number {
  let packets = 0;
  for (const one of announcements) if (one.host === host && now - one.at < SECOND) packets += one.packets;
  return packets;
}
