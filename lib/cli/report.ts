import { readFileSync, statSync } from "node:fs";
import { formatReport, type LocatedReport } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import type { Topology } from "../model/topology";
import { draughtsman } from "../report/diagram/svg";
import { reportFiles } from "../report/report-files";
import type { ScenarioResult } from "../simulation/result";
import { simulate } from "../simulation/simulate";
import { OutputUnwritable } from "../synth/output-unwritable";
import { plan } from "../synth/plan";
import { placeReport } from "../synth/report-place";
import { textOf } from "../text/file-text";
import { packageVersion } from "../text/package-manifest";
import { join } from "../text/paths";
import { plain } from "../text/wording";
import type { AddCommand } from "./add-command";
import { pairsOf } from "./asked-pairs";
import { environmentFiles, outputFolder } from "./environment-files";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { progressBar } from "./progress-bar";
import { readEnvironments } from "./read-environments";
import { choosePairs } from "./simulate";
import type { SimulatedPair } from "./simulated-pairs";
import { simulationFindings } from "./simulation-findings";
import { withUseProblems } from "./use-report";
import { writtenLines } from "./written-lines";

/** The options on the command line of `sip-ha report`. */
interface ReportOptions {
  readonly out: string;
  readonly scenarios?: string;
  readonly timers?: string;
  readonly json?: true;
}

export const addReport: AddCommand = (program, end) => {
  program
    .command("report")
    .description("write each environment's report.html, with its diagrams, into the folder that synth has written")
    .addArgument(environmentFiles())
    .addOption(outputFolder())
    .option("--scenarios <file>", "scenarios of your own, beside the catalogue's")
    .option("--timers <file>", "times that you have measured, instead of the model's")
    .option("--json", "print the report of the checks as JSON")
    .action((files: string[], options: ReportOptions) => end(reportCommand(files, options)));
};

/**
 * `sip-ha report`: writes `report.html` of every environment into the folder that synth writes. It is a separate command, because it simulates every scenario
 * of every pair and draws, and a synth must not have to wait for that. The report shows what the simulation finds; a finding is no failure of the report.
 */
async function reportCommand(files: readonly string[], options: ReportOptions): Promise<number> {
  const read = readEnvironments(files);
  if (exitCode(read, false) !== EXIT.fine) return tell(read, [], options);
  const pairs = pairsOf(environmentsOf(read.root));
  const chosen = choosePairs(pairs, options);
  if ("findings" in chosen) return tell(chosen, [], options);
  const results = simulateAll(chosen.pairs);
  const simulated = simulationFindings(results, pairs, read, true);
  const artist = await draughtsman();
  const written: string[] = [];
  const measured = [...new Set(chosen.pairs.flatMap(({ setting }) => [...setting.measured.keys()]))].sort();
  for (const environment of environmentsOf(read.root)) {
    const topology = environment.resolution().topology!;
    const { artifacts } = plan(topology);
    const text = (path: string) => artifacts.find((one) => one.path === path)!;
    const model = text("topology.yaml");
    const report = reportFiles(
      {
        topology,
        version: packageVersion(),
        results: results.filter((one) => one.environment === topology.environment),
        acceptedOf: simulated.acceptedOf,
        checked: ofEnvironment(read, topology),
        simulated: ofEnvironment(simulated, topology),
        artifacts,
        runbook: textOf(text("runbook.md").content),
        measured,
        modelHash: model.sha256,
      },
      artist,
    );
    try {
      const folder = placeReport(options.out, topology.environment, report);
      written.push(join(folder, "report.html"));
      warnOfOtherModel(join(folder, "topology.yaml"), textOf(model.content));
    } catch (error) {
      if (!(error instanceof OutputUnwritable)) throw error;
      return tell(withUseProblems(read, [error.problem]), written, options);
    }
  }
  return tell(read, written, options);
}

function simulateAll(pairs: readonly SimulatedPair[]): ScenarioResult[] {
  const total = pairs.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const progress = progressBar("simulating", "scenarios");
  let done = 0;
  try {
    return pairs.flatMap(({ setting, scenarios }) =>
      scenarios.map((scenario) => {
        progress.show(done++, total);
        return simulate(setting, scenario);
      }),
    );
  } finally {
    progress.end();
  }
}

/** What concerns this environment, or no single environment. */
function ofEnvironment(report: LocatedReport, { environment }: Topology): LocatedReport {
  const isOwn = (one: { readonly environment: string }) => one.environment === environment || one.environment === "";
  return {
    findings: report.findings.filter(({ entry }) => isOwn(entry)),
    notEvaluated: report.notEvaluated.filter(({ entry }) => isOwn(entry)),
    acknowledged: report.acknowledged.filter(({ finding }) => isOwn(finding)),
  };
}

/** A report names the files beside it. Files of an earlier model would be taken for its own; if there are none, it names missing files. */
function warnOfOtherModel(file: string, model: string): void {
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  if (isThere && readFileSync(file, "utf8") === model) return;
  const what = isThere
    ? "belongs to another model than the report beside it"
    : "is missing, and so are the files that the report names";
  process.stderr.write(`${plain(file)} ${what}: run sip-ha synth, then sip-ha report\n`);
}

function tell(report: LocatedReport, written: readonly string[], { json }: ReportOptions): number {
  if (json) process.stdout.write(jsonReport(report, { written }));
  else {
    const last = written.length === 0 ? "nothing was written\n" : writtenLines(written);
    process.stdout.write(`${formatReport(report)}\n${last}`);
  }
  return exitCode(report, false);
}
