import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import type { AddCommand } from "./add-command";
import { type DrillOptions, drill } from "./drill";
import { type DrillReportOptions, drillReportCommand } from "./drill-report";
import { type DrillRunOptions, drillRun } from "./drill-run";
import { environmentFiles } from "./environment-files";
import { named, notEmpty } from "./not-empty";
import { pairOption } from "./pair-option";
import { scenarioOption } from "./scenario-option";
import { meantCommand, unknownCommand } from "./unknown-command";

/** Adds `drill`, `drill run` and `drill report`. */
export const addDrill: AddCommand = (program, end) => {
  const command = program
    .command("drill")
    .enablePositionalOptions()
    .description(
      "write a kit for each pair, with which people try failures on the real pair: steps, checks, expected times",
    )
    .addArgument(environmentFiles())
    .option("--out <folder>", "the folder for the kits", notEmpty, "drills")
    .addOption(pairOption())
    .addOption(scenarioOption("this scenario"))
    .option("--most-calls <number>", "how many calls may be under way when a scenario begins; a person counts them")
    .option("--timers <file>", "times that you have measured, instead of the model's")
    .option("--json", "print what was written as JSON")
    .action((files: string[], options: DrillOptions) => {
      refuseMistypedCommand(command, files[0]!);
      end(drill(files, options));
    })
    .hook("preSubcommand", refuseFlagsBefore);
  command
    .command("run")
    .description("lead through a kit: do each step or ask for it, make its checks, measure, write the results")
    .argument("<kit>", "the kit's folder")
    .addOption(scenarioOption("this scenario of the kit"))
    .option("--yes", "ask nothing before a step, and skip what only people can see")
    .addOption(
      new Option("--by-hand", "let a person do every step, even the steps that the runner could do").conflicts("yes"),
    )
    .option("--until <time>", "the end of the maintenance window, e.g. 04:00; nothing that may take longer is begun")
    .option("--deployed <out>", "the output folder of synth; with --facts, nothing is begun if hosts have drifted")
    .option("--facts <folder>", "what the programs of sip-ha facts have written")
    .option("--results <file>", "where the results are written; by default, beside the kit", named("a file"))
    .addOption(new Option("--json", "print the results as JSON, and the rest on standard error").conflicts("deployed"))
    .addHelpText("after", "\nExit code: 0 passed as expected, 1 did not, or ended early, 2 nothing was begun")
    .action((kit: string, options: DrillRunOptions) => end(drillRun(kit, options)));
  command
    .command("report")
    .description("compare what runs have measured with what was expected, and give the measured times to the simulator")
    .argument("<results.json...>", "the results of runs")
    .option("--timers-out <file>", "write the measured times for sip-ha simulate --timers", named("a file"))
    .option("--environment <env.yaml>", "with --timers-out: the environment file that the kits were made from")
    .option("--timers <file>", "with --timers-out: the times that the kits were made with")
    .option("--json", "print the comparison as JSON")
    .addOption(new Option("--markdown", "print the comparison as Markdown").conflicts("json"))
    .addHelpText("after", "\nExit code: 0 all as expected, 1 something was not, 2 the results cannot be understood")
    .action((files: string[], options: DrillReportOptions) => end(drillReportCommand(files, options)));
};

/** Refuses a flag of `drill` before `run` or `report`. It would be accepted and mean nothing: with `--json` a program would wait for an object that never comes. */
function refuseFlagsBefore(drillCommand: Command, command: Command): void {
  const isGiven = (option: Option) => drillCommand.getOptionValueSource(option.attributeName()) === "cli";
  const [given] = drillCommand.options.filter(isGiven);
  if (given === undefined) return;
  const name = command.name();
  drillCommand.error(
    `error: option '${given.flags}' stands before '${name}', where it means nothing; options of drill ${name} stand after its name`,
  );
}

/** Refuses a mistyped `run` or `report`, which would be taken for the name of a file. */
function refuseMistypedCommand(drillCommand: Command, word: string): void {
  if (meantCommand(drillCommand, word) === undefined || existsSync(word)) return;
  drillCommand.error(unknownCommand(drillCommand, word));
}
