import type { Happening, Turn } from "./turn";

/** Lets something happen when the timer is over, if a condition holds until then without interruption. */
export function asLongAs(turn: Turn, holds: boolean, timer: string, happening: Happening): void {
  if (!holds) turn.cancel(happening);
  else if (!turn.awaits(happening)) turn.after(timer, happening);
}
