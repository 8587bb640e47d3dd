import fc from "fast-check";
import type { FaultKind } from "../lib/operation/fault-kind";
import type { ScenarioStep } from "../lib/operation/scenario";
import type { World } from "../lib/operation/world";

/** Up to five faults one after the other, some of them mended on the way, and all of them in the end. */
export function anyFaultSteps(kinds: ReadonlyMap<string, FaultKind>, world: World): fc.Arbitrary<ScenarioStep[]> {
  const all = [...kinds.values()].flatMap((kind) => kind.targets(world).map((on) => ({ kind, on })));
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
