import { errors, type Problem } from "../errors";
import type { Scenario } from "../operation/scenario";
import type { Span } from "../operation/span";
import { applicableScenarios } from "../simulation/applicability";
import { checkScenario } from "../simulation/check-scenario";
import { scenarios as catalogue } from "../simulation/scenarios";
import { type Setting, settingOf } from "../simulation/setting";
import type { AskedPair } from "./asked-pairs";
import { ofFlag } from "./use-report";

/** A pair with the scenarios that say something about it. */
export interface SimulatedPair {
  readonly setting: Setting;
  readonly scenarios: readonly Scenario[];
}

/** The names of all timers that any of the pairs has, in alphabetical order. */
export function timerNames(settings: readonly Setting[]): string[] {
  return [...new Set(settings.flatMap(({ timers }) => [...timers.keys()]))].sort();
}

/** The settings of pairs, with measured times if there are any. */
export function settingsOf(pairs: readonly AskedPair[], measured?: ReadonlyMap<string, Span>): Setting[] {
  return pairs.map(({ topology, pair }) => settingOf(topology, pair, measured));
}

/**
 * The scenarios of each pair, those of the catalogue first.
 *
 * @param names the scenarios that are asked for; empty for all
 */
export function simulatedPairs(
  settings: readonly Setting[],
  own: readonly Scenario[],
  names: readonly string[],
): { readonly pairs: readonly SimulatedPair[] } | { readonly problems: readonly Problem[] } {
  const known = [...catalogue, ...own].map(({ name }) => name);
  const isAsked = ({ name }: Scenario) => names.length === 0 || names.includes(name);
  const pairs = settings.map((setting) => ({
    setting,
    scenarios: [
      ...applicableScenarios(setting),
      ...own.filter((scenario) => checkScenario(setting, scenario).length === 0),
    ].filter(isAsked),
  }));
  const problems = [...new Set(names)].flatMap((name): Problem[] => {
    if (!known.includes(name)) return [ofFlag("--scenario", errors.unknownName("scenario", name, known))];
    if (settings.length === 0 || pairs.some(({ scenarios }) => scenarios.some((one) => one.name === name))) return [];
    const others = [...new Set(pairs.flatMap(({ setting }) => applicableScenarios(setting).map((one) => one.name)))];
    return [ofFlag("--scenario", errors.scenarioApplies(name, others))];
  });
  return problems.length > 0 ? { problems } : { pairs };
}
