import { formatReport, type LocatedReport } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { type DrillReport, drillReport } from "../drill/drill-report";
import { drillReportMarkdown, drillReportText } from "../drill/drill-report-text";
import type { DrillResults } from "../drill/drill-results";
import { type FedBack, feedBack } from "../drill/feed-back";
import { timersText } from "../drill/timers-text";
import { errors, type Problem } from "../errors";
import { readDrillResults } from "../input/drill-files";
import { isSameFile } from "../input/same-file";
import { OutputUnwritable } from "../synth/output-unwritable";
import { writeWhole } from "../synth/whole-files";
import { plain } from "../text/wording";
import { pairsOf } from "./asked-pairs";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { readEnvironments } from "./read-environments";
import { choosePairs } from "./simulate";
import { fileFindings, NOTHING_FOUND, reportOf, useFindings, useReport } from "./use-report";

/** The options on the command line of `sip-ha drill report`. */
export interface DrillReportOptions {
  readonly json?: true;
  readonly markdown?: true;
  readonly environment?: string;
  readonly timers?: string;
  readonly timersOut?: string;
}

interface ReadResults {
  readonly file: string;
  readonly results: DrillResults;
}

/** `sip-ha drill report`: compares what runs have measured with what was expected, and gives the measured times to the simulator. */
export function drillReportCommand(files: readonly string[], options: DrillReportOptions): number {
  const problems = useFindings(flagProblems(options));
  const read: ReadResults[] = [];
  for (const file of new Set(files)) {
    const one = readDrillResults(file);
    if ("value" in one) read.push({ file, results: one.value });
    else problems.push(...fileFindings(one.problems));
  }
  const { timersOut, environment } = options;
  const lost = [environment, ...files].find((one) => one !== undefined && isSameFile(timersOut, one));
  if (lost !== undefined) problems.push(...useFindings([errors.timersOutIsRead(lost)]));
  if (problems.length > 0) return refuse(reportOf(problems), options);
  const report = drillReport(read);
  if (options.timersOut === undefined) return tell(report, undefined, options);
  const fed = timersOf(read, options.environment!, options.timers);
  if (!("timers" in fed)) return refuse(fed, options);
  try {
    const sources = read.map(({ results: { environment, pair, begun, scenarios } }) => {
      const names = scenarios.map(({ name }) => name).join(", ");
      return `${environment}/${pair}, ${begun}: ${names}`;
    });
    writeWhole([{ file: options.timersOut, content: timersText(fed.timers, sources) }]);
  } catch (error) {
    const { problem } = new OutputUnwritable(options.timersOut, error);
    return refuse(useReport([problem]), options);
  }
  return tell(report, fed, options);
}

function flagProblems({ environment, timers, timersOut }: DrillReportOptions): Problem[] {
  if (timersOut !== undefined && environment === undefined) return [errors.flagAlone("--timers-out", "--environment")];
  if (timersOut !== undefined) return [];
  return [
    ...(environment === undefined ? [] : [errors.flagAlone("--environment", "--timers-out")]),
    ...(timers === undefined ? [] : [errors.flagAlone("--timers", "--timers-out")]),
  ];
}

/** The times in the results, by the model that the kits were made from. */
function timersOf(
  read: readonly ReadResults[],
  environment: string,
  timers: string | undefined,
): FedBack | LocatedReport {
  const model = readEnvironments([environment]);
  if (exitCode(model, false) !== EXIT.fine) return model;
  const asked = pairsOf(environmentsOf(model.root));
  const chosen = choosePairs(asked, timers === undefined ? {} : { timers });
  if ("findings" in chosen) return chosen;
  const settings = chosen.pairs.map(({ setting }) => setting);
  const fed = feedBack(
    settings,
    read.map(({ results }) => results),
  );
  return "timers" in fed ? fed : useReport(fed.problems);
}

function refuse(report: LocatedReport, { json, markdown }: DrillReportOptions): number {
  if (json) process.stdout.write(jsonReport(report, { runs: [] }));
  else process[markdown ? "stderr" : "stdout"].write(`${formatReport(report)}\n`);
  const code = exitCode(report, false);
  return code === EXIT.fine ? EXIT.wrongUse : code;
}

function tell(
  report: DrillReport,
  fed: FedBack | undefined,
  { json, markdown, timersOut }: DrillReportOptions,
): number {
  if (json) {
    const more = fed && { timers: Object.fromEntries(fed.timers), predictions: fed.predictions };
    process.stdout.write(jsonReport(NOTHING_FOUND, { ...report, ...more }));
  } else process.stdout.write(markdown ? drillReportMarkdown(report) : drillReportText(report));
  const missed = fed?.predictions.filter(({ isInside }) => !isInside) ?? [];
  if (fed !== undefined && !json) {
    const told = missed.map(
      ({ pair, scenario, step }) =>
        `  not predicted: ${pair} ${scenario} step ${step}, because the other measured times do not allow it\n`,
    );
    const inside = fed.predictions.length - missed.length;
    process[markdown ? "stderr" : "stdout"].write(
      `wrote ${plain(timersOut!)}: ${[...fed.timers.keys()].sort().join(", ")}; with it the simulator predicts ${inside} of ${fed.predictions.length} measured outages\n${told.join("")}`,
    );
  }
  return report.isAsExpected ? EXIT.fine : EXIT.findings;
}
