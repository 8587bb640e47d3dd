import { formatReport, joined, type LocatedReport } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { readMeasuredTimers } from "../input/measured-timers";
import { readOwnScenarios } from "../input/own-scenarios";
import type { LocatedProblem } from "../input/yaml-source";
import { junitReport } from "../report/junit-report";
import { knobs } from "../simulation/knob";
import { simulate } from "../simulation/simulate";
import type { AddCommand } from "./add-command";
import { type AskedPair, askedPairs } from "./asked-pairs";
import { environmentFiles } from "./environment-files";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { readEnvironments } from "./read-environments";
import { type SimulateOptions, simulateOptions } from "./simulate-options";
import { type SimulatedPair, settingsOf, simulatedPairs, timerNames } from "./simulated-pairs";
import { type SimulationFindings, simulationFindings } from "./simulation-findings";
import { diagramDocument, listText, pairList, simulationText, type ToldResult } from "./simulation-report";
import { sweepCommand } from "./sweep";
import { fileFindings, reportOf, useReport, withUseProblems } from "./use-report";

export const addSimulate: AddCommand = (program, end) => {
  const command = program
    .command("simulate")
    .description("show what happens to each pair when something fails: who answers, how long nobody does, what breaks")
    .addArgument(environmentFiles())
    .action((files: string[], options: SimulateOptions) => end(simulateCommand(files, options)));
  for (const option of simulateOptions()) command.addOption(option);
};

/**
 * `sip-ha simulate`: what happens to each pair in each scenario. Environments that could not be written are not simulated. Exits with 1 if an
 * invariant is broken and not acknowledged, or could not be evaluated.
 */
function simulateCommand(files: readonly string[], options: SimulateOptions): number {
  const read = readEnvironments(files);
  if (exitCode(read, false) !== EXIT.fine) return refuse(read, options);
  const asked = askedPairs(environmentsOf(read.root), options.pair);
  if ("problem" in asked) return refuse(useReport([asked.problem]), options);
  const chosen = choosePairs(asked.pairs, options);
  if ("findings" in chosen) return refuse(chosen, options);
  if (options.sweep !== undefined) {
    const settings = chosen.pairs.map(({ setting }) => setting);
    return sweepCommand(settings, asked.pairs, read, { depth: options.sweep, json: options.json === true });
  }
  if (options.list) return list(chosen.pairs, read, options);
  const told = chosen.pairs.flatMap(({ setting, scenarios }) =>
    scenarios.map((scenario): ToldResult => {
      const result = simulate(setting, scenario);
      return { result, knobs: options.knobs && result.failures.length === 0 ? knobs(setting, scenario) : undefined };
    }),
  );
  const isWhole = options.pair === undefined && options.scenario === undefined;
  const results = told.map(({ result }) => result);
  const found = simulationFindings(results, asked.pairs, read, isWhole);
  return tell(told, found, read, options);
}

/** The pairs with their scenarios, or everything that is wrong with what the command line and its files ask for. */
export function choosePairs(
  asked: readonly AskedPair[],
  options: Pick<SimulateOptions, "timers" | "scenarios" | "scenario">,
): { readonly pairs: readonly SimulatedPair[] } | LocatedReport {
  const modelled = settingsOf(asked);
  const problems: LocatedProblem[] = [];
  const timers = options.timers === undefined ? undefined : readMeasuredTimers(options.timers, timerNames(modelled));
  if (timers !== undefined && "problems" in timers) problems.push(...timers.problems);
  const own = options.scenarios === undefined ? { scenarios: [] } : readOwnScenarios(options.scenarios, modelled);
  if ("problems" in own) problems.push(...own.problems);
  const settings = timers !== undefined && "timers" in timers ? settingsOf(asked, timers.timers) : modelled;
  const names = options.scenario ?? [];
  const chosen = simulatedPairs(settings, "scenarios" in own ? own.scenarios : [], names);
  // If the scenarios cannot be read, nobody knows whether a name is one of them.
  const wrongNames = "problems" in chosen && "scenarios" in own ? chosen.problems : [];
  if ("pairs" in chosen && problems.length === 0) return chosen;
  return withUseProblems(reportOf(fileFindings(problems)), wrongNames);
}

/** If standard output is for another program, the report for people goes to standard error. */
function refuse(report: LocatedReport, { json, junit, mermaid, list: isList, sweep }: SimulateOptions): number {
  const key = sweep !== undefined ? "sweeps" : isList ? "lists" : "results";
  if (json) process.stdout.write(jsonReport(report, { [key]: [] }));
  else process[junit || mermaid ? "stderr" : "stdout"].write(`${formatReport(report)}\n`);
  return exitCode(report, false);
}

function list(pairs: readonly SimulatedPair[], read: LocatedReport, { json }: SimulateOptions): number {
  const text = json ? jsonReport(read, { lists: pairs.map(pairList) }) : `${pairs.map(listText).join("\n\n")}\n`;
  process.stdout.write(text);
  return EXIT.fine;
}

function tell(
  told: readonly ToldResult[],
  found: SimulationFindings,
  read: LocatedReport,
  { json, junit, mermaid, scenario }: SimulateOptions,
): number {
  const results = told.map(({ result }) => result);
  if (json) {
    const all = told.map(({ result, knobs: helpful }) => ({ ...result, ...(helpful && { knobs: helpful }) }));
    process.stdout.write(jsonReport(joined(read, found), { results: all }));
  } else if (junit) process.stdout.write(junitReport(results, found.acceptedOf));
  else if (mermaid) process.stdout.write(diagramDocument(results));
  else {
    const text = simulationText(told, found.acceptedOf, scenario !== undefined);
    process.stdout.write(`${[...(text === "" ? [] : [text]), formatReport(found)].join("\n\n")}\n`);
  }
  return found.notEvaluated.length > 0 ? EXIT.findings : exitCode(found, false);
}
