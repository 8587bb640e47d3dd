import type { Service } from "../../operation/behaviour";
import type { World } from "../../operation/world";
import type { Step } from "../run";
import type { Setting } from "../setting";

/** Something that must hold for a pair, whatever happens. An invariant changes nothing that is passed to it. */
export interface Invariant {
  /** As in the catalogue: `I1`. */
  readonly number: string;
  /** Lower-case words joined by `-`: the code of the finding. */
  readonly name: string;
  /** What must be so, as a sentence without its full stop. */
  readonly title: string;
  /** Whether the invariant says anything about this pair. */
  readonly applies: (setting: Setting) => boolean;
  /** How long it may be broken without interruption, in milliseconds.
   * @default - not at all */
  readonly tolerance?: (setting: Setting) => number;
  /** What is wrong with the world, asked after every event; undefined if nothing is. */
  readonly breach?: (world: World, setting: Setting, service: Service) => string | undefined;
  /** What was wrong with what has just happened. */
  readonly misstep?: (step: Step, world: World, setting: Setting) => string | undefined;
  /** What is wrong with the pair as it is declared and synthesized, whatever happens. */
  readonly flaw?: (setting: Setting) => string | undefined;
  /** What is wrong when everything is repaired and nothing is in progress any more. */
  readonly aftermath?: (world: World, setting: Setting) => string | undefined;
}
