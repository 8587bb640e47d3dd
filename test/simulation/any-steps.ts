import fc from "fast-check";
import type { Duration } from "../../lib/model/duration";
import type { ScenarioStep } from "../../lib/operation/scenario";
import { Course } from "../../lib/simulation/course";
import { faultKinds } from "../../lib/simulation/faults/fault-kinds";
import type { Setting } from "../../lib/simulation/setting";

const TIMES: readonly (Duration | "settled")[] = ["0s", "700ms", "5s", "15s", "130s", "settled"];

/** Any faults of a pair that are injected and healed, also those that are not there, at times that let them overlap. */
export function anySteps(setting: Setting): fc.Arbitrary<ScenarioStep[]> {
  const { world } = Course.begin(setting, "typical").run;
  const strikes = [...faultKinds(setting).values()].flatMap((kind) =>
    kind
      .targets(world)
      .flatMap((on): ScenarioStep[] => [
        { inject: kind.name, on },
        ...(kind.heal === undefined ? [] : [{ heal: kind.name, on }]),
      ]),
  );
  const step = fc.record({ strike: fc.constantFrom(...strikes), after: fc.constantFrom(...TIMES) });
  return fc.array(
    step.map(({ strike, after }) => ({ ...strike, after })),
    { maxLength: 12 },
  );
}
