import { Command, Help, type Option } from "commander";
import { packageVersion } from "../text/package-manifest";
import type { AddCommand, End } from "./add-command";
import { addAdvise } from "./advise";
import { addCheck } from "./check";
import { commandsBelow, nameOf } from "./commands-below";
import { addDiff } from "./diff";
import { addDrift } from "./drift";
import { addDrill } from "./drill-commands";
import { addExplain } from "./explain";
import { addFacts } from "./facts";
import { addHelpCommand } from "./help-command";
import { addImport } from "./import";
import { addInit } from "./init";
import { requireProperValues } from "./proper-values";
import { addReport } from "./report";
import { addSimulate } from "./simulate";
import { addSurvey } from "./survey";
import { addSynth } from "./synth";

/** The commands, in the order in which help shows them: the order in which they are used. The file of each command has what it takes and what it does. */
const COMMANDS: readonly AddCommand[] = [
  addInit,
  addCheck,
  addSynth,
  addSimulate,
  addReport,
  addDiff,
  addFacts,
  addDrift,
  addSurvey,
  addImport,
  addDrill,
  addAdvise,
  addExplain,
];

/** The program, with every command. */
export function programWith(end: End): Command {
  const program = new Command("sip-ha")
    .description("Genesys SIP Server high availability as code")
    .version(packageVersion())
    .exitOverride()
    .configureHelp({ optionDescription: describeOption })
    // Options after `drill run` or `drill report` belong to that command, though drill has options of the same names.
    .enablePositionalOptions()
    .addHelpText("after", "\nExit code: 0 fine, 1 findings, 2 wrong use or invalid input");
  for (const add of COMMANDS) add(program, end);
  addHelpCommand(program);
  requireProperValues(program);
  for (const command of [program, ...commandsBelow(program)])
    command.showHelpAfterError(`${nameOf(command)} --help shows what it takes`);
  return program;
}

/** Commander's own description, and whether the option is required, which commander does not say. */
function describeOption(option: Option): string {
  return `${new Help().optionDescription(option)}${option.mandatory ? " (required)" : ""}`;
}
