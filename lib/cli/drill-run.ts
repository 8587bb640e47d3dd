import { closeSync, openSync, rmSync } from "node:fs";
import type { DrillKit, DrillScenario } from "../drill/drill-kit";
import { drillReport } from "../drill/drill-report";
import { drillReportText } from "../drill/drill-report-text";
import type { DrillResults } from "../drill/drill-results";
import { DrillRun } from "../drill/drill-run";
import { sealed, type Unsealed } from "../drill/seal";
import type { DrillSurroundings } from "../drill/surroundings";
import { errors, nearest, oneOf, type Problem } from "../errors";
import { readDrillKit } from "../input/drill-files";
import { writeWhole } from "../synth/whole-files";
import { dirname, join } from "../text/paths";
import { plain } from "../text/wording";
import { startProbe } from "./caller-probe";
import { drift } from "./drift";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";
import { operatorConsole } from "./operator-console";
import { runCommand } from "./run-command";
import { fileFindings, NOTHING_FOUND, ofFlag, refuseUse, useFindings } from "./use-report";

/** The options on the command line of `sip-ha drill run`. */
export interface DrillRunOptions {
  readonly scenario?: readonly string[];
  readonly yes?: true;
  readonly byHand?: true;
  readonly until?: string;
  readonly results?: string;
  /** The output of synth that hosts are compared with; `facts` is the folder with the facts of these hosts. */
  readonly deployed?: string;
  readonly facts?: string;
  readonly json?: true;
}

/** `sip-ha drill run`: leads through a kit. Exits with 0 if everything passed as expected, 1 if something did not, 2 if nothing was begun. */
export async function drillRun(path: string, options: DrillRunOptions): Promise<number> {
  const read = readDrillKit(path);
  if ("problems" in read) return refuseUse(fileFindings(read.problems), options.json);
  const kit = read.value;
  const now = new Date();
  const chosen = chosenScenarios(kit, options.scenario);
  const window = windowEnd(options.until, now);
  const flags = driftFlags(options);
  const problems = [chosen, window, flags].flatMap((one) => ("problems" in one ? one.problems : []));
  if (!("scenarios" in chosen) || !("until" in window) || problems.length > 0)
    return refuseUse(useFindings(problems), options.json);
  const folder = dirname(read.file);
  const file = options.results ?? join(folder, `results-${now.toISOString().slice(0, 19).replaceAll(":", "-")}.json`);
  const problem = taken(file);
  if (problem !== undefined) return refuseUse(useFindings([problem]), options.json);

  const console = operatorConsole(options.json ? process.stderr : process.stdout);
  const surroundings: DrillSurroundings = {
    ...console,
    now: () => performance.now(),
    clock: () => new Date(),
    run: (argv, input) => runCommand(argv, folder, input),
    save: (results) => keep(file, results, console.tell),
    probe: startProbe,
  };
  const { deployed, facts } = options;
  const isWithoutDrift =
    deployed === undefined || facts === undefined ? undefined : () => drift(deployed, { facts }) === EXIT.fine;
  const request = {
    scenarios: chosen.scenarios,
    isUnattended: options.yes === true,
    isByHand: options.byHand === true,
    until: window.until,
    isWithoutDrift,
  };
  try {
    const results = sealed<DrillResults>(await new DrillRun(kit, request, surroundings).run());
    const report = drillReport([{ file, results }]);
    console.tell(`\n${drillReportText(report)}\nwrote ${plain(file)}`);
    if (options.json) process.stdout.write(jsonReport(NOTHING_FOUND, { results, file }));
    return report.isAsExpected ? EXIT.fine : EXIT.findings;
  } finally {
    console.close();
  }
}

/** The named scenarios, in the order of the kit; without names, all of them. */
function chosenScenarios(
  kit: DrillKit,
  names: readonly string[] | undefined,
): { readonly scenarios: readonly DrillScenario[] } | { readonly problems: readonly Problem[] } {
  if (names === undefined) return { scenarios: kit.scenarios };
  const known = kit.scenarios.map(({ name }) => name);
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const other = kit.notDrilled.find((one) => one.name === name);
      const problem =
        other === undefined
          ? errors.scenarioNotInKit(name, oneOf(known), nearest(name, known))
          : errors.scenarioNotDrilled(name, kit.pair, other.whyNot);
      return ofFlag("--scenario", problem);
    });
  return problems.length > 0 ? { problems } : { scenarios: kit.scenarios.filter(({ name }) => names.includes(name)) };
}

/** The next time that the operator's clock shows this time of day. */
function windowEnd(
  text: string | undefined,
  now: Date,
): { readonly until: Date | undefined } | { readonly problems: readonly Problem[] } {
  if (text === undefined) return { until: undefined };
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) return { problems: [errors.windowEnd(text)] };
  const until = new Date(now);
  until.setHours(Number(hours), Number(minutes), 0, 0);
  if (until.getTime() <= now.getTime()) until.setDate(until.getDate() + 1);
  return { until };
}

function driftFlags({ deployed, facts }: DrillRunOptions): { readonly problems: readonly Problem[] } {
  if (deployed !== undefined && facts === undefined) return { problems: [errors.flagAlone("--deployed", "--facts")] };
  if (deployed === undefined && facts !== undefined) return { problems: [errors.flagAlone("--facts", "--deployed")] };
  return { problems: [] };
}

/** Makes sure that the results can be written before anything is done to a pair; nobody's results are overwritten. */
function taken(file: string): Problem | undefined {
  try {
    closeSync(openSync(file, "wx"));
    rmSync(file);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "EEXIST" ? errors.resultsThere(file) : errors.resultsUnwritable(file, message);
  }
}

/** An existing file stays whole until the new one is complete. A full disk must not end a drill half way. */
function keep(file: string, results: Unsealed<DrillResults>, tell: (line: string) => void): void {
  try {
    writeWhole([{ file, content: `${JSON.stringify(sealed<DrillResults>(results), null, 2)}\n` }]);
  } catch (error) {
    tell(`  the results cannot be written: ${(error as Error).message}`);
  }
}
