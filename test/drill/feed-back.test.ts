import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DrillResults } from "../../lib/drill/drill-results";
import { type Drilled, drillable } from "../../lib/drill/drillable";
import { drilledCourse } from "../../lib/drill/drilled-course";
import { type FedBack, feedBack } from "../../lib/drill/feed-back";
import { fittedTimers, median, mergedSpans } from "../../lib/drill/fitted-timers";
import { sealed } from "../../lib/drill/seal";
import { timersText } from "../../lib/drill/timers-text";
import { exactly, type Span } from "../../lib/operation/span";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { packageVersion } from "../../lib/text/package-manifest";
import { nlbSetting, singleHostSetting } from "../simulation/option-settings";
import { sampleSetting } from "../simulation/trial";
import { kitOf } from "./sample-kit";
import { sampleResults } from "./sample-results";

const NAMES = ["switchover-by-hand", "primary-process-crash", "primary-host-power-loss"];
const KIT = kitOf(NAMES);
const SETTING = sampleSetting();

const fed = (setting: Setting, ...results: DrillResults[]) => {
  const found = feedBack([setting], results);
  if ("problems" in found) throw new Error(JSON.stringify(found.problems));
  return found;
};
const problems = (found: ReturnType<typeof feedBack>) => ("problems" in found ? found.problems : []);

/** What a drill would measure for a pair with these times. */
function measuredOn(times: ReadonlyMap<string, Span>, name: string): DrillResults["scenarios"][0] {
  const real = settingOf(SETTING.topology, SETTING.pair, times);
  const { steps } = drillable(SETTING, scenarioNamed(name)!) as { steps: Parameters<typeof drilledCourse>[1] };
  const { steps: planned, title } = KIT.scenarios.find((one) => one.name === name)!;
  return {
    name,
    title,
    outcome: "passed",
    preconditions: [],
    steps: drilledCourse(real, steps, "typical").map(({ unanswered }, index) => ({
      title: planned[index]!.title,
      by: "person",
      begun: "2026-11-26T02:00:00.000Z",
      outcome: "passed",
      unanswered: {
        expected: planned[index]!.unanswered,
        actual: { atLeast: Math.max(0, Math.floor(unanswered) - 100), atMost: Math.ceil(unanswered) + 100 },
      },
      measures: [...planned[index]!.measures],
      runs: [{ timer: "script-up", milliseconds: Math.round(real.timers.get("script-up")!.span.typical) }],
      checks: [],
    })),
  };
}

function resultsOf(scenarios: DrillResults["scenarios"]): DrillResults {
  return sealed<DrillResults>({
    format: 1,
    version: "0.1.0",
    kit: KIT.sha256,
    environment: "staging",
    pair: "inbound",
    begun: "2026-11-26T02:00:00.000Z",
    outcome: "passed",
    scenarios,
  });
}

describe("the times that drills give the simulator", () => {
  test("are those with which it arrives at the outages that were measured", async () => {
    const results = await sampleResults(KIT, "primary-host-power-loss", [12_000, 0, 500]);
    const { timers, predictions } = fed(SETTING, results);
    // 11.9 to 12.1 s, without the 502 ms that the rest takes: 479 of them are for the neighbours, as the switchover has shown.
    expect(timers.get("host-loss-detection")).toEqual({ minimum: 11_398, typical: 11_498, maximum: 11_598 });
    expect(timers.get("neighbours-follow")).toEqual({ minimum: 379, typical: 479, maximum: 579 });
    expect(predictions.map(({ scenario, step, isInside }) => [scenario, step, isInside])).toEqual([
      ["primary-host-power-loss", 1, true],
      ["primary-host-power-loss", 2, true],
      ["primary-host-power-loss", 3, true],
    ]);
  });

  test("are the shortest, the median and the longest of several runs, and runs of scripts as they were logged", () => {
    const runs = [20, 30, 70].map((time) =>
      resultsOf([measuredOn(new Map([["script-up", exactly(time)]]), "switchover-by-hand")]),
    );
    const { timers } = fed(SETTING, ...runs);
    expect(timers.get("script-up")).toEqual({ minimum: 20, typical: 30, maximum: 70 });
    expect([median([3, 1, 2]), median([1, 2, 3, 6])]).toEqual([2, 2.5]);
  });

  test("belong to each timer separately, and no timer gets times if the pair does not have it", () => {
    const run = (timer: string, milliseconds: number) => ({ timer, milliseconds });
    const runs = [run("script-up", 20), run("script-down", 40), run("script-enable", 60)];
    const { steps } = drillable(SETTING, scenarioNamed("primary-process-crash")!) as Drilled;
    const measured = { atLeast: 400, atMost: 600 };
    const outage = { scenario: "primary-process-crash", steps, index: 0, measured, measures: ["convergence"] };
    expect([...fittedTimers(SETTING, [outage], runs)]).toEqual([
      ["script-up", exactly(20)],
      ["script-down", exactly(40)],
    ]);
  });

  test("are separate for a host that takes long to boot, if nobody takes over from it", async () => {
    const setting = singleHostSetting();
    const results = await sampleResults(kitOf(["primary-host-reboot"], setting), "primary-host-reboot", [180_000]);
    const { timers, predictions } = fed(setting, results);
    // Without the 11.1 s in which the connection is made, a server started and given its role.
    expect([...timers]).toEqual([["boot", { minimum: 168_848, typical: 168_948, maximum: 169_048 }]]);
    expect(predictions.map(({ isInside }) => isInside)).toEqual([true]);
  });

  test("predict the outages of the pair on which they were measured, whatever pair that is", () => {
    const time = (maximum: number) => fc.integer({ min: 0, max: maximum });
    const real = fc.record({
      "host-loss-detection": fc.integer({ min: 9_000, max: 18_000 }),
      "connection-loss-detection": time(1_000),
      "neighbours-follow": time(900),
      "script-up": fc.integer({ min: 15, max: 900 }),
      "script-down": fc.integer({ min: 15, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(real, { minLength: 1, maxLength: 3 }), (pairs) => {
        const results = pairs.map((times) => {
          const spans = new Map(Object.entries(times).map(([name, value]) => [name, exactly(value)]));
          return resultsOf(NAMES.map((name) => measuredOn(spans, name)));
        });
        const { predictions } = fed(SETTING, ...results);
        expect(predictions).toHaveLength(7 * pairs.length);
        expect(predictions.filter(({ isInside }) => !isInside)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  test("come from the outages alone, for a pair in a Windows NLB cluster", () => {
    const kit = kitOf(["primary-process-crash"], nlbSetting());
    expect(kit.scenarios[0]!.steps[0]!.measures).toEqual(["connection-loss-detection"]);
    expect(kit.runLogs).toEqual([]);
  });

  test("include earlier measurements for which there is nothing newer", async () => {
    const before = settingOf(SETTING.topology, SETTING.pair, new Map([["boot", exactly(90_000)]]));
    const kit = kitOf(["switchover-by-hand"], before);
    const { timers } = fed(before, await sampleResults(kit, "switchover-by-hand", [500, 500]));
    expect(timers.get("boot")).toEqual(exactly(90_000));
  });

  test("replace earlier measurements, even if another pair's drill has nothing about them", async () => {
    const { topology, pair } = SETTING;
    const before = new Map([["connection-loss-detection", exactly(700)]]);
    const [first, second] = [pair, { ...pair, name: "outbound" }].map((one) => settingOf(topology, one, before));
    const told = await sampleResults(kitOf(["primary-process-crash"], first), "primary-process-crash", [400, 400]);
    const of = await sampleResults(kitOf(["switchover-by-hand"], second), "switchover-by-hand", [400, 400]);
    const found = feedBack([first!, second!], [told, of]) as FedBack;
    expect(found.timers).toEqual(fed(first!, told).timers);
    expect(found.timers.get("connection-loss-detection")!.maximum).toBeLessThan(700);
    expect(found.predictions.map((one) => one.pair)).toEqual(["inbound", "inbound", "outbound", "outbound"]);
  });

  test("are one interval for several pairs", () => {
    expect(mergedSpans([exactly(5), { minimum: 1, typical: 2, maximum: 9 }])).toEqual({
      minimum: 1,
      typical: 4,
      maximum: 9,
    });
  });

  test("are written as a file of timers, with their origin", () => {
    const timers: FedBack["timers"] = new Map([
      ["script-up", { minimum: 15, typical: 22, maximum: 40 }],
      ["boot", exactly(90_000)],
    ]);
    expect(timersText(timers, ["staging/inbound, 2026-11-26T02:00:00.000Z: switchover-by-hand"])).toBe(
      `# Measured in drills, for sip-ha simulate --timers. Written by sip-ha drill report from
#   staging/inbound, 2026-11-26T02:00:00.000Z: switchover-by-hand
boot: { minimum: 90000ms, typical: 90000ms, maximum: 90000ms }
script-up: { minimum: 15ms, typical: 22ms, maximum: 40ms }
`,
    );
  });
});

describe("no times are written", () => {
  test("if the model expects something else than was expected then", async () => {
    const results = await sampleResults(KIT, "primary-host-power-loss", [12_000, 0, 500]);
    const failureDetection = { ...SETTING.topology.managementLayer.failureDetection, addpTimeout: "5s" as const };
    const managementLayer = { ...SETTING.topology.managementLayer, failureDetection };
    expect(problems(feedBack([sampleSetting({ topology: { managementLayer } })], [results]))).toEqual([
      {
        code: "results-of-other-model",
        message:
          "the results were measured with another model, or another version of sip-server-ha: something else was expected of primary-host-power-loss then",
        found: `9015 - 13535 - 21100 ms, by version ${packageVersion()}`,
        allowed: "5015 - 7535 - 13100 ms",
        fix: "name the environment file as it was when the kit was written, and use that version; or write the kit again and drill with it",
      },
    ]);
  });

  test("if the model has no such pair", async () => {
    const results = await sampleResults(KIT, "switchover-by-hand", [500, 500]);
    expect(problems(feedBack([], [results])).map(({ code }) => code)).toEqual(["missing-reference"]);
  });

  test("if the scenario can no longer be tried on the pair", async () => {
    const results = await sampleResults(KIT, "switchover-by-hand", [500, 500]);
    const renamed = sealed<DrillResults>({
      ...results,
      scenarios: results.scenarios.map((one) => ({ ...one, name: "primary-process-hang" })),
    });
    expect(problems(feedBack([SETTING], [renamed])).map(({ code }) => code)).toEqual(["results-of-other-model"]);
  });

  test("if nothing was measured that has passed", () => {
    expect(problems(feedBack([SETTING], [resultsOf([])])).map(({ code }) => code)).toEqual(["no-timers"]);
  });
});
