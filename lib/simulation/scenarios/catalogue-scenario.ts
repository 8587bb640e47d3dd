import type { Scenario } from "../scenario";

/** A scenario of the catalogue. */
export interface CatalogueScenario extends Scenario {
  /** As in the catalogue: `S04`. */
  readonly number: string;
}
