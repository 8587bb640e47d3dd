import { formatReport, type LocatedReport } from "../checks/located-report";
import { parseExport } from "../drift/configuration-export";
import type { Drift } from "../drift/drift-finding";
import { driftText } from "../drift/drift-text";
import { environmentDrift, unparsed } from "../drift/environment-drift";
import type { FactsFile } from "../drift/facts-file";
import { type ExportFile, readFacts } from "../input/facts-folder";
import { readOutput } from "../input/output-folder";
import type { AddCommand } from "./add-command";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";
import { notEmpty } from "./not-empty";
import { brokenExport, parsedSource } from "./unread-facts";
import { refuseUse, reportOf, useFindings } from "./use-report";

/** The options on the command line of `sip-ha drift`. */
interface DriftOptions {
  readonly facts: string;
  readonly json?: true;
}

export const addDrift: AddCommand = (program, end) => {
  program
    .command("drift")
    .description(
      "show where hosts differ from an output of synth, from what the programs of sip-ha facts have collected",
    )
    .argument("<out>", "the output folder of synth, or the folder of one environment in its stacks")
    .requiredOption("--facts <folder>", "what the programs of sip-ha facts have written", notEmpty)
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0 no drift, 1 drift, or something was not collected or not understood, 2 nothing can be compared",
    )
    .action((output: string, options: DriftOptions) => end(drift(output, options)));
};

/**
 * `sip-ha drift`: compares the model in an output folder with what collectors wrote. Exits with 0 if everything that is collected is as the model says, 1
 * if something differs, was not collected or cannot be understood, 2 if there is nothing to compare.
 */
export function drift(output: string, options: DriftOptions): number {
  const read = readOutput(output);
  const facts = readFacts(options.facts);
  const problems = [
    ...("problems" in read ? read.problems : []),
    ...("problem" in facts ? useFindings([facts.problem]) : []),
  ];
  if (!("environments" in read) || !("sources" in facts))
    return refuseUse(problems, options.json, { drift: [], notCompared: [] });
  const parsed = facts.sources.map(parsedSource);
  const all = parsed.flatMap((one) => one.facts ?? []);
  const exports = facts.exports.map(exportOf);
  const said: Drift[] = [
    {
      findings: [
        ...parsed.flatMap(({ facts: of, unparsed: places }) =>
          places.map((one) => unparsed(one, of?.environment ?? "", of?.of ?? "")),
        ),
        ...exports.flatMap((one) => one.findings),
        ...all.filter(({ environment }) => !read.environments.has(environment)).map(foreign),
      ],
      notCompared: [],
    },
    ...[...read.environments].map(([name, snapshot]) =>
      environmentDrift(snapshot, {
        facts: all.filter(({ environment }) => environment === name),
        configuration: exports.find(({ folder }) => folder === undefined || folder === name)?.exported,
      }),
    ),
  ];
  const warnings = [...read.environments.values()].flatMap((one) => one.warnings);
  return tell(
    reportOf(warnings),
    { findings: said.flatMap(({ findings }) => findings), notCompared: said.flatMap(({ notCompared }) => notCompared) },
    options,
  );
}

function exportOf({ file, folder, read }: ExportFile) {
  const { exported, unparsed: places } =
    "value" in read ? parseExport(read) : { exported: undefined, unparsed: read.map(brokenExport) };
  return { file, folder, exported, findings: places.map((one) => unparsed(one, folder ?? "", "managementLayer")) };
}

function foreign({ environment, of, position }: FactsFile) {
  return unparsed(
    {
      code: "facts-of-unknown",
      position,
      message: `the output has no environment ${environment}`,
      found: environment,
      fix: "remove the file, or compare with the output that it was collected for",
    },
    environment,
    of,
  );
}

function tell(report: LocatedReport, all: Drift, { json }: DriftOptions): number {
  const { findings, notCompared } = all;
  if (json) process.stdout.write(jsonReport(report, { drift: findings, notCompared }));
  else {
    const first = report.findings.length === 0 ? "" : `${formatReport(report)}\n\n`;
    process.stdout.write(`${first}${driftText(all)}\n`);
  }
  return findings.length === 0 ? EXIT.fine : EXIT.findings;
}
