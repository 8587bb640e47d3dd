import type { DrillKit } from "../../lib/drill/drill-kit";
import type { DrillResults } from "../../lib/drill/drill-results";
import { sealed } from "../../lib/drill/seal";
import { agrees, Stage } from "./stage";

/** The results of a drill in which each step goes well. In each step nobody answers for the given number of milliseconds. Every log of a control script always has the given text. */
export async function sampleResults(
  kit: DrillKit,
  scenario: string,
  outages: readonly number[],
  log = "",
): Promise<DrillResults> {
  const { steps } = kit.scenarios.find(({ name }) => name === scenario)!;
  const stage = new Stage(["sip-a"]);
  let next = 0;
  const act = () => {
    const [place] = steps[next]!.checks;
    const holders = place?.kind === "place" ? place.expected : ["sip-a"];
    const outage = outages[next++]!;
    if (outage === 0) stage.later(0, holders);
    else {
      stage.later(1_000, []);
      stage.later(1_000 + outage, holders);
    }
  };
  Object.assign(stage, {
    person: (question: string) => {
      if (question.includes("Press Enter")) act();
      return agrees(question);
    },
    answer: (argv: readonly string[], input?: string) => {
      if (input === undefined) return argv.at(-1)!.includes("cat ") ? { exitCode: 0, output: log } : undefined;
      act();
      return { exitCode: 0, output: "" };
    },
  });
  const { text: _, ...results } = await stage.drill(kit, scenario);
  return sealed<DrillResults>(results);
}
