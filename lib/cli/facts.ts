import { formatReport, summary } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { snapshotOf } from "../diff/snapshot";
import { type CollectorStack, collectorStack } from "../drift/collector-stack";
import { type Collector, collectorsOf } from "../drift/collectors";
import { withoutCollector } from "../drift/without-collector";
import { OutputUnwritable } from "../synth/output-unwritable";
import { writeWhole } from "../synth/whole-files";
import { makeFolder } from "../synth/write";
import type { AddCommand } from "./add-command";
import { environmentFiles } from "./environment-files";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { notEmpty } from "./not-empty";
import { readEnvironments } from "./read-environments";
import { withUseProblems } from "./use-report";

/** The options on the command line of `sip-ha facts`. */
interface FactsOptions {
  readonly out: string;
  readonly terraform?: true;
  readonly json?: true;
}

export const addFacts: AddCommand = (program, end) => {
  program
    .command("facts")
    .description("write read-only programs that collect how hosts really are, and print the commands that run them")
    .addArgument(environmentFiles())
    .requiredOption("--out <folder>", "the folder for the programs and for what they write", notEmpty)
    .option("--terraform", "also write, for each environment, a Terraform stack that runs them at each apply")
    .option("--json", "print programs and commands as JSON")
    .action((files: string[], options: FactsOptions) => end(facts(files, options)));
};

/**
 * `sip-ha facts`: writes the read-only collectors of all environments, and prints the commands that run them. With `--terraform`, it also writes a stack for each
 * environment that runs the collectors at each apply.
 */
function facts(files: readonly string[], options: FactsOptions): number {
  const read = readEnvironments(files);
  const code = exitCode(read, false);
  const snapshots =
    code === EXIT.fine ? environmentsOf(read.root).map((one) => snapshotOf(one.resolution().topology!)) : [];
  const all = snapshots.map(({ topology, files: planned }) => ({
    environment: topology.environment,
    collectors: collectorsOf(topology, planned, options.out),
  }));
  const collectors = all.flatMap((one) => one.collectors);
  const stacks = options.terraform
    ? all.filter((one) => one.collectors.length > 0).map((one) => collectorStack(one.environment, one.collectors))
    : [];
  const notCompared = snapshots.flatMap(({ topology, files: planned }) => withoutCollector(topology, planned));
  const problem = write(collectors, stacks, options.out);
  const report = problem === undefined ? read : withUseProblems(read, [problem]);
  const isWritten = problem === undefined;
  if (options.json) {
    const told = collectors.map(({ file, command, writes }) => ({ file, command, writes }));
    const run = stacks.map(({ folder, commands }) => ({ folder, commands }));
    const more = { collectors: isWritten ? told : [], ...(options.terraform ? { stacks: isWritten ? run : [] } : {}) };
    process.stdout.write(jsonReport(report, { ...more, notCompared }));
  } else if (code !== EXIT.fine || !isWritten) process.stdout.write(`${formatReport(report)}\n\nnothing was written\n`);
  else {
    // Standard output is shell text that can be run as it is.
    if (report.findings.length > 0) process.stderr.write(`${summary(report)}: sip-ha check lists them\n`);
    const commands = options.terraform
      ? stacks.flatMap((stack) => stack.commands)
      : collectors.map((one) => one.command);
    const without = notCompared.map(
      ({ environment, path, reason }) => `# not compared: ${environment} ${path}: ${reason}`,
    );
    process.stdout.write([...commands, ...without].map((line) => `${line}\n`).join(""));
  }
  return isWritten ? code : EXIT.wrongUse;
}

function write(collectors: readonly Collector[], stacks: readonly CollectorStack[], out: string) {
  try {
    for (const { folder } of collectors) makeFolder(folder);
    writeWhole([
      ...collectors.map(({ file, content }) => ({ file, content, mode: 0o755 })),
      ...stacks.flatMap((stack) => stack.files),
    ]);
    return undefined;
  } catch (error) {
    return new OutputUnwritable(out, error).problem;
  }
}
