import fc from "fast-check";
import type { Duration } from "../lib/model/duration";
import type { FaultKind } from "../lib/operation/fault-kind";
import type { ScenarioStep } from "../lib/operation/scenario";
import { faultKinds } from "../lib/simulation/faults/fault-kinds";
import { initialWorld } from "../lib/simulation/initial-world";
import type { Setting } from "../lib/simulation/setting";

const TIMES: readonly (Duration | "settled")[] = ["0s", "700ms", "5s", "15s", "130s", "settled"];

/** Every fault of a pair, with each target that it has. */
function faultsOf(setting: Setting): { readonly kind: FaultKind; readonly on: string }[] {
  const world = initialWorld(setting);
  return [...faultKinds(setting).values()].flatMap((kind) => kind.targets(world).map((on) => ({ kind, on })));
}

/** Any faults of a pair, injected and healed at times that let them overlap. A fault that is not there may be healed, too. */
export function anySteps(setting: Setting): fc.Arbitrary<ScenarioStep[]> {
  const strikes = faultsOf(setting).flatMap(({ kind, on }): ScenarioStep[] => [
    { inject: kind.name, on },
    ...(kind.heal === undefined ? [] : [{ heal: kind.name, on }]),
  ]);
  const step = fc.record({ strike: fc.constantFrom(...strikes), after: fc.constantFrom(...TIMES) });
  return fc.array(
    step.map(({ strike, after }) => ({ ...strike, after })),
    { maxLength: 12 },
  );
}

/** Up to five faults one after the other. Some are healed on the way, and all of them at the end. */
export function anyMendedSteps(setting: Setting): fc.Arbitrary<ScenarioStep[]> {
  const all = faultsOf(setting);
  const after = fc.constantFrom<ScenarioStep["after"]>("0s", "10ms", "700ms", "3s", "20s", "5m", "settled");
  const one = fc.record({ fault: fc.constantFrom(...all), at: after, mended: fc.option(after, { nil: undefined }) });
  return fc.array(one, { minLength: 1, maxLength: 5 }).map((some) => {
    const steps = some.flatMap(({ fault: { kind, on }, at, mended }): ScenarioStep[] => [
      { after: at, inject: kind.name, on },
      ...(mended === undefined || kind.heal === undefined ? [] : [{ after: mended, heal: kind.name, on }]),
    ]);
    const healed = some.filter(({ fault }) => fault.kind.heal !== undefined);
    return [...steps, ...healed.map(({ fault: { kind, on } }): ScenarioStep => ({ heal: kind.name, on }))];
  });
}
