import type { Handlers, Turn } from "../../operation/turn";
import type { Setting } from "../setting";

/** A part of every pair that acts. Everything that it knows is in the world. */
export interface Actor {
  readonly handlers: (setting: Setting) => Handlers;
  /** Called after each event: does what follows from the state of the world. */
  readonly look: (turn: Turn, setting: Setting) => void;
}
