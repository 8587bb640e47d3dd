import type { CatalogueScenario } from "../../operation/catalogue-scenario";
import { options } from "../../options";
import type { HighAvailabilityOption } from "../../options/option";
import { sortedBy } from "../../text/sorted";
import { hostScenarios } from "./host-scenarios";
import { managementLayerScenarios } from "./management-layer-scenarios";
import { serverScenarios } from "./server-scenarios";

/** What stands after every number. */
const LAST = "~";

/**
 * What is tried with a pair, by number: what every pair is, and what each option adds for its own. The sweep tries all faults besides, and any two of
 * them (S40).
 */
export const scenarios: readonly CatalogueScenario[] = sortedBy(
  [...serverScenarios, ...hostScenarios, ...managementLayerScenarios, ...options.flatMap((option) => option.scenarios)],
  ({ number = LAST }) => number,
);

const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));

const owners = new Map(options.flatMap((option) => option.scenarios.map((scenario) => [scenario, option] as const)));

/** The scenario of the catalogue with that name. */
export function scenarioNamed(name: string): CatalogueScenario | undefined {
  return byName.get(name);
}

/** The option whose pairs alone a scenario is about; undefined where it is about any. */
export function ownerOf(scenario: CatalogueScenario): HighAvailabilityOption | undefined {
  return owners.get(scenario);
}
