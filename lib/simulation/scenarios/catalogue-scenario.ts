import type { Scenario } from "../scenario";

/** A scenario of the catalogue, which every pair can be put through that has what it needs. */
export interface CatalogueScenario extends Scenario {
  /** As in the catalogue: `S04`. Variants of one scenario share it. */
  readonly number: string;
  /**
   * What a pair must have for the scenario's faults to exist, as a noun phrase.
   * @default - nothing: the scenario applies to every pair
   */
  readonly needs?: string | undefined;
}
