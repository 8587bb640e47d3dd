import type { World } from "./world";

/** Something that is going to happen, as plain data. */
export interface Happening {
  readonly kind: string;
  /** The host, application or condition that it is about. */
  readonly on: string;
  /** What else its kind needs to know. */
  readonly detail?: string | undefined;
}

/**
 * Milestones on the way from a fault to calls that go through again. `struck`: the scenario has gone on with a fault or an order; `mended`: what had failed
 * runs again by itself, or was repaired.
 */
export type Milestone =
  | "struck"
  | "detected"
  | "decided"
  | "script-ended"
  | "converged"
  | "neighbour-updated"
  | "mended";

/** Something that an invariant looks for, which leaves no trace in the world. */
export interface Note {
  readonly kind: string;
  readonly text: string;
  /** The host, application or condition that it is about; empty if it is about none. */
  readonly on: string;
}

/** The moment at which something happens: what actors and behaviours see and may do. */
export interface Turn {
  readonly world: World;
  /** Adds a line to the timeline; the line is the cause of everything that follows from this moment on. */
  tell(actor: string, action: string, why: string): void;
  /** Lets something happen when the timer is over. @throws if there is no such timer */
  after(timer: string, happening: Happening): void;
  /** Lets something happen after so many milliseconds. */
  in(milliseconds: number, happening: Happening): void;
  /** Whether something like this is still to happen; a detail that is left out matches any. */
  awaits(happening: Happening): boolean;
  /** Cancels everything like this; a detail that is left out matches any. */
  cancel(happening: Happening): void;
  reached(milestone: Milestone): void;
  note(kind: string, text: string, on?: string): void;
}

/** What is done when something happens. */
export type Handler = (turn: Turn, happening: Happening) => void;

export type Handlers = Readonly<Record<string, Handler>>;
