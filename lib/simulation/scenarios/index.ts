import type { CatalogueScenario } from "./catalogue-scenario";
import { hostScenarios } from "./host-scenarios";
import { managementLayerScenarios } from "./management-layer-scenarios";
import { scriptScenarios } from "./script-scenarios";
import { serverScenarios } from "./server-scenarios";
import { virtualIpScenarios } from "./virtual-ip-scenarios";

/** What is tried with a pair, by number; the sweep tries all faults besides, and any two of them (S40). */
export const scenarios: readonly CatalogueScenario[] = [
  ...serverScenarios,
  ...hostScenarios,
  ...managementLayerScenarios,
  ...scriptScenarios,
  ...virtualIpScenarios,
].sort((one, other) => (one.number < other.number ? -1 : one.number > other.number ? 1 : 0));

const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));

/** The scenario of the catalogue with that name. */
export function scenarioNamed(name: string): CatalogueScenario | undefined {
  return byName.get(name);
}
