import { type Finding, inputFinding } from "../checks/finding";
import { formatReport, type Located, type LocatedReport } from "../checks/located-report";
import { diffJson } from "../diff/diff-json";
import { diffMarkdown } from "../diff/diff-markdown";
import { isChanged } from "../diff/diff-summary";
import { diffText } from "../diff/diff-text";
import type { EnvironmentDiff } from "../diff/environment-diff";
import { environmentsDiff } from "../diff/environments-diff";
import { errors, type Problem } from "../errors";
import { type OutputEnvironment, readOutput } from "../input/output-folder";
import type { AddCommand } from "./add-command";
import { environmentsAt } from "./environments-at";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";
import { named } from "./not-empty";
import { nowhere, refuseUse, reportOf } from "./use-report";

/** The options on the command line of `sip-ha diff`. */
interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: true;
  readonly markdown?: true;
}

const notNothing = named("a revision of git");

export const addDiff: AddCommand = (program, end) => {
  program
    .command("diff")
    .description("show what changes, what it does to service, in which order to apply it, and the way back")
    .argument(
      "<paths...>",
      "the earlier and the later output folder; with --from, environment files, or topology.yaml of a program's output",
    )
    .option("--from <revision>", "compare environment files as they are at this git revision ...", notNothing)
    .option(
      "--to <revision>",
      "... with the files at this revision; by default, with those in the working folder",
      notNothing,
    )
    .option("--json", "print the differences as JSON")
    .option("--markdown", "print the differences as Markdown, for a merge request")
    .addHelpText("after", "\nExit code: 0 nothing changes, 1 something changes, 2 the two cannot be compared")
    .action((paths: string[], options: DiffOptions) => end(diff(paths, options)));
};

/** Environments by name, or everything that prevents reading them. */
export type Side =
  | { readonly environments: ReadonlyMap<string, OutputEnvironment> }
  | { readonly problems: readonly Located<Finding>[] };

/** What to do about a folder that is no output. */
const NAME_OUTPUT = "name such a folder; to compare environment files, use --from <git revision>";

/**
 * `sip-ha diff`: what changes from one output folder to another, or between two revisions of environment files. Exits with 0 if nothing changes,
 * 1 if something changes, 2 if the two cannot be compared.
 */
function diff(paths: readonly string[], options: DiffOptions): number {
  const wrong = wrongUse(paths, options);
  if (wrong !== undefined) return refuse([located(wrong)], options);
  const sides =
    options.from === undefined
      ? paths.map((path) => readOutput(path, NAME_OUTPUT))
      : environmentsAt(paths, options.from, options.to);
  const problems = sides.flatMap((side) => ("problems" in side ? side.problems : []));
  const [was, is] = sides.map((side) => ("environments" in side ? side.environments : new Map())) as [
    ReadonlyMap<string, OutputEnvironment>,
    ReadonlyMap<string, OutputEnvironment>,
  ];
  const versions = [...is.keys()].sort().flatMap((name) => versionProblem(name, was.get(name), is.get(name)));
  if (problems.length > 0) return refuse([...versions, ...problems], options);
  return tell(environmentsDiff(was, is), versions, options);
}

function wrongUse(paths: readonly string[], { from, to, json, markdown }: DiffOptions): Problem | undefined {
  if (json && markdown) return errors.flagsExclude("--json", "--markdown");
  if (from !== undefined) return undefined;
  if (to !== undefined) return errors.flagAlone("--to", "--from");
  return paths.length === 2 ? undefined : errors.diffArguments(paths.length);
}

/** Reported first, because it is the likely reason for what follows. */
function versionProblem(
  name: string,
  was: OutputEnvironment | undefined,
  is: OutputEnvironment | undefined,
): Located<Finding>[] {
  if (was === undefined || is === undefined || was.version === is.version) return [];
  const problem = errors.versionsDiffer(name, was.version, is.version);
  return [located(problem, "warning")];
}

function located(problem: Problem, level: Finding["level"] = "error"): Located<Finding> {
  return nowhere({ ...inputFinding(problem), level });
}

function refuse(findings: readonly Located<Finding>[], { json }: DiffOptions): number {
  return refuseUse(findings, json, { environments: [] });
}

function tell(
  diffs: readonly EnvironmentDiff[],
  versions: readonly Located<Finding>[],
  { json, markdown }: DiffOptions,
): number {
  const told = reportOf(versions);
  if (json) process.stdout.write(jsonReport(told, { environments: diffJson(diffs) }));
  else {
    const text = markdown ? diffMarkdown(diffs) : diffText(diffs);
    const first = versions.length === 0 ? [] : [markdown ? quoted(told) : formatReport(told)];
    process.stdout.write(`${[...first, text].join("\n\n")}\n`);
  }
  return diffs.some(isChanged) ? EXIT.findings : EXIT.fine;
}

function quoted({ findings }: LocatedReport): string {
  return findings
    .map(({ entry }) => `> **${entry.code}**: ${entry.message} (${entry.found}). Fix: ${entry.fix}.`)
    .join("\n");
}
