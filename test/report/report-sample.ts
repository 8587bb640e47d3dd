import { resolve as resolvePath } from "node:path";
import { askedPairs } from "../../lib/cli/asked-pairs";
import { readEnvironments } from "../../lib/cli/read-environments";
import { choosePairs } from "../../lib/cli/simulate";
import { environmentsOf } from "../../lib/constructs/checked-environment";
import type { Topology } from "../../lib/model/topology";
import type { DrawnView, ReportContent } from "../../lib/report/html/report-content";
import { toldOf } from "../../lib/report/html/told-in-full";
import { simulate } from "../../lib/simulation/simulate";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";

const NOTHING = { findings: [], notEvaluated: [], acknowledged: [] };

/** The topology of an example's environment. */
export function exampleTopology(file: string): Topology {
  const read = readEnvironments([resolvePath(__dirname, "../../examples", file)]);
  return environmentsOf(read.root)[0]!.resolution().topology!;
}

/** Everything that a report says about a topology, from a real simulation. */
export function contentOf(
  topology: Topology,
  more: Partial<ReportContent> = {},
  scenarios: readonly string[] = [],
): ReportContent {
  const environment = { environmentName: topology.environment, resolution: () => ({ topology }) } as never;
  const asked = askedPairs([environment], undefined);
  const chosen = choosePairs("pairs" in asked ? asked.pairs : [], { scenario: [...scenarios] });
  const pairs = "pairs" in chosen ? chosen.pairs : [];
  const { artifacts } = plan(topology);
  const results = pairs.flatMap((pair) => pair.scenarios.map((scenario) => simulate(pair.setting, scenario)));
  return {
    topology,
    version: "0.0.0",
    results,
    told: toldOf(topology, results),
    acceptedOf: () => [],
    checked: NOTHING,
    simulated: NOTHING,
    artifacts,
    runbook: textOf(artifacts.find(({ path }) => path === "runbook.md")!.content),
    views: [] as DrawnView[],
    measured: [],
    modelHash: artifacts.find(({ path }) => path === "topology.yaml")!.sha256,
    ...more,
  };
}
