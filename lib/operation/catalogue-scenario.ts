import type { ScenarioDrill } from "./drill";
import type { Scenario } from "./scenario";
import type { World } from "./world";

/** A scenario of the catalogue, which every pair can be put through that has what it needs. */
export interface CatalogueScenario extends Scenario {
  /**
   * As in the catalogue: `S04`. Variants of one scenario share it.
   * @default - none: it was added since
   */
  readonly number?: string | undefined;
  /**
   * What a pair must have for the scenario's faults to exist, or for the scenario to be what its title says, as a noun phrase.
   * @default - nothing beyond the option that the scenario belongs to, if it belongs to one
   */
  readonly needs?: string | undefined;
  /**
   * Whether the pair has that, by the world that the scenario begins in.
   * @default - it has where its faults exist
   */
  readonly isMet?: ((world: World) => boolean) | undefined;
  /**
   * Whether people try it on the real pair.
   * @default - nobody has said how
   */
  readonly drill?: ScenarioDrill | undefined;
}
