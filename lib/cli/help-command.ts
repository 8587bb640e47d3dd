import type { Command } from "commander";
import { unknownCommand } from "./unknown-command";

/** Adds `help`, which knows commands below commands, and reports an unknown command. */
export function addHelpCommand(program: Command): void {
  program
    .helpCommand(false)
    .command("help")
    .description("display help for command")
    .argument("[command...]")
    .action((names: string[]) => commandOf(program, names).help());
}

function commandOf(program: Command, names: readonly string[]): Command {
  let found = program;
  for (const name of names) {
    const next = found.commands.find((one) => one.name() === name);
    if (next === undefined) return program.error(unknownCommand(found, name));
    found = next;
  }
  return found;
}
