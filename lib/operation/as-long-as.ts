import type { Happening, Turn } from "./turn";

/** Lets something happen when the timer is over, as long as a condition holds until then without a break. */
export function asLongAs(turn: Turn, holds: boolean, timer: string, happening: Happening): void {
  if (!holds) turn.cancel(happening);
  else if (!turn.awaits(happening)) turn.after(timer, happening);
}
