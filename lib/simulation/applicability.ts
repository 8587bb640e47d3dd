import { checkScenario } from "./check-scenario";
import type { CatalogueScenario } from "./scenarios/catalogue-scenario";
import type { Setting } from "./setting";

/** Why a scenario does not apply to a pair: something that it is about cannot happen there. Undefined where it applies. */
export function whyNotApplicable(setting: Setting, scenario: CatalogueScenario): string | undefined {
  return checkScenario(setting, scenario)[0]?.message;
}
