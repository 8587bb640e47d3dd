import type { Service } from "../../operation/behaviour";
import type { World } from "../../operation/world";
import type { Step } from "../run";
import type { Setting } from "../setting";

/** Something that must hold for a pair, whatever happens. All that it is given is only looked at. */
export interface Invariant {
  /** As in the catalogue: `I1`. */
  readonly number: string;
  /** Lower-case words joined by `-`: the code of the finding. */
  readonly name: string;
  /** What must be so, as a sentence without its full stop. */
  readonly title: string;
  /** Whether it says anything about this pair. */
  readonly applies: (setting: Setting) => boolean;
  /** How long it may be broken without a break, in milliseconds.
   * @default - not at all */
  readonly tolerance?: (setting: Setting) => number;
  /** What is wrong with the world, asked after every event; undefined where nothing is. */
  readonly breach?: (world: World, setting: Setting, service: Service) => string | undefined;
  /** What was wrong with what has just happened. */
  readonly misstep?: (step: Step, world: World, setting: Setting) => string | undefined;
  /** What is wrong with the pair as it is declared and synthesized, whatever happens. */
  readonly flaw?: (setting: Setting) => string | undefined;
  /** What is wrong when everything is mended and nothing is under way any more. */
  readonly aftermath?: (world: World, setting: Setting) => string | undefined;
}
