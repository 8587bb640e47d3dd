import type { Turn } from "./turn";

/**
 * A host announces that it has the virtual IP.
 *
 * @param packets how many of them go out in the first second
 * @param asked neighbours that are asked directly, which moves their entries whatever they take
 */
export function announce(turn: Turn, host: string, packets: number, asked: readonly string[]): void {
  const { world } = turn;
  const recent = world.announcements.filter(({ at }) => world.now - at < 1_000);
  world.announcements = [...recent, { at: world.now, host, packets }];
  for (const [on, { learns }] of Object.entries(world.neighbours)) {
    const hears = asked.includes(on) || (learns && !world.announcementsLost);
    if (!hears) continue;
    turn.cancel({ kind: "neighbour-learns", on });
    turn.after("neighbours-follow", { kind: "neighbour-learns", on, detail: host });
  }
}
