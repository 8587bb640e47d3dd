import type { CatalogueScenario } from "../../operation/catalogue-scenario";
import { options } from "../../options";
import type { HighAvailabilityOption } from "../../options/option";
import { sortedBy } from "../../text/sorted";
import { hostScenarios } from "./host-scenarios";
import { managementLayerScenarios } from "./management-layer-scenarios";
import { serverScenarios } from "./server-scenarios";

/** A text that sorts after every number. */
const LAST = "~";

/**
 * The scenarios that are tried with a pair, by number: those for every pair, and those that each option adds for its own pairs. The sweep also tries all
 * faults, and any two of them (S40).
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

/** The option to whose pairs a scenario is limited; undefined if it is about any pair. */
export function ownerOf(scenario: CatalogueScenario): HighAvailabilityOption | undefined {
  return owners.get(scenario);
}
