import type { DrillKit } from "../../lib/drill/drill-kit";
import { pairKit } from "../../lib/drill/pair-kit";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import type { Setting } from "../../lib/simulation/setting";
import { sampleSetting } from "../simulation/trial";

/** A kit with the named scenarios of the catalogue. */
export function kitOf(names: readonly string[], setting: Setting = sampleSetting(), mostCalls?: number): DrillKit {
  return pairKit(
    setting,
    names.map((name) => scenarioNamed(name)!),
    mostCalls,
  );
}
