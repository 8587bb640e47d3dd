import type { Command, CommanderError } from "commander";
import { errors, type Problem } from "../errors";
import { commandsBelow, nameOf } from "./commands-below";
import { jsonReport } from "./json-report";
import { useReport } from "./use-report";

/** Whether a command line has `--json`, whatever else is wrong with it. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).includes("--json");
}

/**
 * If `--json` is given, every command that has this option reports a mistake in the command line as a finding on standard output, like any other finding; the
 * program does so for an unknown command.
 */
export function refuseInJson(program: Command): void {
  const withJson = commandsBelow(program).filter(({ options }) => options.some(({ long }) => long === "--json"));
  for (const command of [program, ...withJson]) {
    command.showHelpAfterError(false).configureOutput({ outputError: () => {} });
    command.exitOverride((error) => {
      // Help exits with 0, and is for people.
      if (error.exitCode !== 0) process.stdout.write(jsonReport(useReport([problemOf(error, command)])));
      throw error;
    });
  }
}

function problemOf({ code, message }: CommanderError, command: Command): Problem {
  const [one, other] = [...message.matchAll(/option '(--[\w-]+)/g)].map(([, flag]) => flag!);
  if (code === "commander.conflictingOption") return errors.flagsExclude(one!, other!);
  const said = message.replace(/^error: /, "").replace(/\n\(Did you mean (.+)\?\)$/, "; did you mean $1?");
  return errors.commandLine(said.replace(/\.$/, ""), nameOf(command));
}
