import type { ScenarioDrill } from "./drill";
import type { Scenario } from "./scenario";
import type { World } from "./world";

/** A scenario of the catalogue. Every pair that has what the scenario needs can be put through it. */
export interface CatalogueScenario extends Scenario {
  /**
   * The number in the catalogue: `S04`. Variants of one scenario share it.
   * @default - none: it was added since
   */
  readonly number?: string | undefined;
  /**
   * What a pair must have so that the scenario's faults exist, or so that the scenario is what its title says; a noun phrase.
   * @default - nothing beyond the option that the scenario belongs to, if it belongs to one
   */
  readonly needs?: string | undefined;
  /**
   * Whether the pair has that, judged by the world that the scenario begins in.
   * @default - the pair has it if the scenario's faults exist
   */
  readonly isMet?: ((world: World) => boolean) | undefined;
  /**
   * Whether people try it on the real pair.
   * @default - nobody has said how
   */
  readonly drill?: ScenarioDrill | undefined;
}
