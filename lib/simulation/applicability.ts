import type { CatalogueScenario } from "../operation/catalogue-scenario";
import { faultKinds } from "./faults/fault-kinds";
import { initialWorld } from "./initial-world";
import { ownerOf, scenarios } from "./scenarios";
import type { Setting } from "./setting";

/** A scenario of the catalogue, and the reason why it does not apply to a pair; undefined if it applies. */
export interface Applicability {
  readonly scenario: CatalogueScenario;
  /** A clause: `it needs an IPv6 virtual IP`. */
  readonly whyNot: string | undefined;
}

/** Which scenarios of the catalogue apply to a pair. */
export function applicabilities(setting: Setting): Applicability[] {
  const world = initialWorld(setting);
  return scenarios.map((scenario) => ({ scenario, whyNot: whyNotApplicable(setting, scenario, world) }));
}

/** The scenarios of the catalogue that apply to a pair. */
export function applicableScenarios(setting: Setting): CatalogueScenario[] {
  return applicabilities(setting).flatMap(({ scenario, whyNot }) => (whyNot === undefined ? [scenario] : []));
}

/** Why a scenario does not apply to a pair: its subject cannot happen there, or is another scenario there. Undefined if the scenario applies. */
export function whyNotApplicable(
  setting: Setting,
  scenario: CatalogueScenario,
  world = initialWorld(setting),
): string | undefined {
  const owner = ownerOf(scenario);
  if (owner !== undefined && owner.name !== setting.pair.highAvailability.option)
    return `it belongs to the option ${owner.title}`;
  const { steps, needs, isMet } = scenario;
  if (isMet?.(world) === false) return `it needs ${needs}`;
  const kinds = faultKinds(setting);
  for (const { inject, heal, on = "" } of steps) {
    const fault = (inject ?? heal)!;
    if (kinds.get(fault)?.targets(world).includes(on) === true) continue;
    return needs === undefined
      ? `it needs ${`${fault} ${on}`.trim()}, which this pair cannot have`
      : `it needs ${needs}`;
  }
  return undefined;
}
