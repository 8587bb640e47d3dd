import { Command, CommanderError, Help, InvalidArgumentError, type Option } from "commander";
import { packageVersion } from "../text/package-manifest";
import { type AdviseOptions, adviseCommand } from "./advise";
import { check } from "./check";
import { commandsBelow, nameOf } from "./commands-below";
import { type DiffOptions, diff } from "./diff";
import { type DriftOptions, drift } from "./drift";
import { addDrillCommands } from "./drill-commands";
import { EXIT } from "./exit";
import { explain } from "./explain";
import { type FactsOptions, facts } from "./facts";
import { addHelpCommand } from "./help-command";
import { type ImportOptions, importSite } from "./import";
import { type InitOptions, init } from "./init";
import { refuseInJson } from "./json-refusal";
import { pairOption } from "./pair-option";
import { type ReportOptions, reportCommand } from "./report-command";
import { requirementOptions } from "./requirement-flags";
import { simulateCommand } from "./simulate";
import { type SimulateOptions, simulateOptions } from "./simulate-options";
import { everyValue, requireSingleValues } from "./single-values";
import { type SurveyOptions, survey } from "./survey";
import { synth } from "./synth";

/**
 * Runs a command line. The exit code is 0 for fine, 1 for findings, 2 for wrong use or invalid input.
 *
 * @returns a promise of its end; every command but `report`, which waits for WebAssembly, and `drill run`, which waits for hosts and people, has ended when this returns.
 */
export function main(args: readonly string[]): Promise<void> {
  process.stdout.on("error", leaveQuietly);
  let running = Promise.resolve();
  const program = commands((code) => {
    if (typeof code === "number") process.exitCode = code;
    else
      running = code.then((number) => {
        process.exitCode = number;
      });
  });
  refuseInJson(program, args);
  try {
    program.parse(args as string[], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse;
  }
  return running;
}

/**
 * Every command, with what it takes.
 *
 * @param end takes the exit code, or the promise of it
 */
function commands(end: (code: number | Promise<number>) => void): Command {
  const program = new Command("sip-ha")
    .description("Genesys SIP Server high availability as code")
    .version(packageVersion())
    .exitOverride()
    .configureHelp({ optionDescription: describeOption })
    // What stands behind drill run or drill report is theirs, though drill has options of those names.
    .enablePositionalOptions()
    .addHelpText("after", "\nExit code: 0 fine, 1 findings, 2 wrong use or invalid input");
  program
    .command("init")
    .description("start a repository: an environment file, the program that synthesizes it, its first tests")
    .argument("[folder]", "the repository's folder; no file that is there is written over", notEmpty, ".")
    .option(
      "--package <file>",
      "what npm pack has written of this package; the repository gets a copy of it (default: the repository asks npm for this version, which its registry must have)",
      named("a file"),
    )
    .option("--json", "print the names of the files as JSON")
    .action((folder: string, options: InitOptions) => end(init(folder, options)));
  program
    .command("check")
    .description("make every check of the environments, write nothing")
    .argument("<env.yaml...>", "environment files; they are checked together, as one app")
    .option("--json", "print the report as JSON")
    .option("--strict", "exit 1 for warnings too")
    .action((files: string[], options: { json?: true; strict?: true }) => end(check(files, options)));
  program
    .command("synth")
    .description("write scripts, Configuration Layer objects, Terraform and runbook of the environments")
    .argument("<env.yaml...>", "environment files; they are checked together, as one app")
    .option("--out <folder>", "the output folder", notEmpty, "cdktf.out")
    .option("--json", "print the report as JSON")
    .action((files: string[], options: { out: string; json?: true }) => end(synth(files, options)));
  program
    .command("report")
    .description("write each environment's report.html, with its diagrams, into the folder that synth has written")
    .argument("<env.yaml...>", "environment files; they are checked together, as one app")
    .option("--out <folder>", "the output folder", notEmpty, "cdktf.out")
    .option("--scenarios <file>", "scenarios of your own, beside the catalogue's")
    .option("--timers <file>", "times that you have measured, in the place of the model's")
    .option("--json", "print the report of the checks as JSON")
    .action((files: string[], options: ReportOptions) => end(reportCommand(files, options)));
  program
    .command("diff")
    .description("tell what changes, what it does to service, in which order to apply it, and the way back")
    .argument("<paths...>", "the earlier and the later output folder; with --from, environment files")
    .option("--from <revision>", "compare environment files as they are at this git revision ...", notNothing)
    .option("--to <revision>", "... with these at that one; by default, with those in the working folder", notNothing)
    .option("--json", "print the differences as JSON")
    .option("--markdown", "print them as Markdown, for a merge request")
    .addHelpText("after", "\nExit code: 0 nothing changes, 1 something changes, 2 the two cannot be compared")
    .action((paths: string[], options: DiffOptions) => end(diff(paths, options)));
  program
    .command("facts")
    .description("write programs that collect, read-only, how hosts really are, and print the commands that run them")
    .argument("<env.yaml...>", "environment files; they are checked together, as one app")
    .requiredOption("--out <folder>", "the folder for the programs and for what they write", notEmpty)
    .option("--terraform", "also write, for each environment, a Terraform stack that runs them at each apply")
    .option("--json", "print programs and commands as JSON")
    .action((files: string[], options: FactsOptions) => end(facts(files, options)));
  program
    .command("drift")
    .description("tell where hosts are not as an output of synth says, from what the programs of facts have collected")
    .argument("<out>", "the output folder of synth, or the folder of one environment in its stacks")
    .requiredOption("--facts <folder>", "what the programs of sip-ha facts have written", notEmpty)
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0 no drift, 1 drift, or something was not collected or not understood, 2 nothing can be compared",
    )
    .action((output: string, options: DriftOptions) => end(drift(output, options)));
  program
    .command("survey")
    .description(
      "write programs that survey, read-only, the hosts and BIG-IPs of a site that has no environment file yet",
    )
    .requiredOption("--facts <folder>", "has configuration-layer.json; the programs are written into it", notEmpty)
    .option(
      "--big-ip <name=address>",
      "a BIG-IP that pairs are behind, and where its configuration is reached; may be given several times",
      everyValue,
    )
    .option("--json", "print programs and commands as JSON")
    .action((options: SurveyOptions) => end(survey(options)));
  program
    .command("import")
    .description("write an environment file of what a site has, and tell what is not in it as it is there")
    .requiredOption("--facts <folder>", "has configuration-layer.json, and what the surveys wrote", notEmpty)
    .option("--out <file>", "the environment file", named("a file"), "environment.yaml")
    .option("--environment <name>", "the environment's name")
    .option("--force", "write over a file that is there")
    .option("--json", "print what is not in the file as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0 the file says everything, 1 something in it was not known or not carried over, 2 nothing was written",
    )
    .action((options: ImportOptions) => end(importSite(options)));
  addDrillCommands(program, named, end);
  const advise = program
    .command("advise")
    .description("tell which options fit requirements, in order, and why the others do not")
    .argument("[env.yaml...]", "environment files: what they declare of each pair is required, and its option compared")
    .addOption(pairOption())
    .option("--json", "print the advice as JSON")
    .action((files: string[], options: AdviseOptions) => end(adviseCommand(files, options)));
  program
    .command("explain")
    .description(
      "tell what a code of a report means and what to do, or what is known of an option of the Configuration Layer",
    )
    .argument("<name...>", "a code, e.g. host-key-missing; or an option, e.g. sip-address or TServer/sip-address")
    .option("--json", "print it as JSON")
    .action((names: string[], options: { json?: true }) => end(explain(names, options)));
  const simulate = program
    .command("simulate")
    .description(
      "tell what happens to each pair when something fails: who answers, for how long nobody does, what breaks",
    )
    .argument("<env.yaml...>", "environment files; they are checked together, as one app")
    .action((files: string[], options: SimulateOptions) => end(simulateCommand(files, options)));
  for (const option of simulateOptions()) simulate.addOption(option);
  for (const option of requirementOptions()) advise.addOption(option);
  addHelpCommand(program);
  requireSingleValues(program);
  for (const command of [program, ...commandsBelow(program)])
    command.showHelpAfterError(`${nameOf(command)} --help tells what it takes`);
  return program;
}

/** In the words of commander, which tells of no option that a command cannot do without it. */
function describeOption(option: Option): string {
  return `${new Help().optionDescription(option)}${option.mandatory ? " (required)" : ""}`;
}

/** An empty name is most likely a variable of a shell that was not set, and would mean the working folder. */
function named(what: string): (value: string) => string {
  return (value) => {
    if (value === "") throw new InvalidArgumentError(`Name ${what}.`);
    return value;
  };
}

const notEmpty = named("a folder");
const notNothing = named("a revision of git");

/** A reader that has seen enough, as `head` has, is no failure; a full disk behind a redirection is one, and is told where it can be. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`sip-ha: the report cannot be written: ${error.message}\n`);
  process.exit(EXIT.wrongUse);
}
