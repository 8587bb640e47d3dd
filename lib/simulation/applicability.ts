import { faultKinds } from "./faults/fault-kinds";
import { initialWorld } from "./initial-world";
import { scenarios } from "./scenarios";
import type { CatalogueScenario } from "./scenarios/catalogue-scenario";
import type { Setting } from "./setting";

/** A scenario of the catalogue, and why it does not apply to a pair; undefined where it does. */
export interface Applicability {
  readonly scenario: CatalogueScenario;
  /** A clause: `it needs an IPv6 virtual IP that hosts announce`. */
  readonly whyNot: string | undefined;
}

/** Which scenarios of the catalogue apply to a pair. */
export function applicabilities(setting: Setting): Applicability[] {
  return scenarios.map((scenario) => ({ scenario, whyNot: whyNotApplicable(setting, scenario) }));
}

/** Why a scenario does not apply to a pair: something that it is about cannot happen there. Undefined where it applies. */
export function whyNotApplicable(setting: Setting, { steps, needs }: CatalogueScenario): string | undefined {
  const kinds = faultKinds(setting);
  const world = initialWorld(setting);
  for (const { inject, heal, on = "" } of steps) {
    const fault = (inject ?? heal)!;
    if (kinds.get(fault)?.targets(world).includes(on) === true) continue;
    return needs === undefined
      ? `it needs ${`${fault} ${on}`.trim()}, which this pair cannot have`
      : `it needs ${needs}`;
  }
  return undefined;
}
