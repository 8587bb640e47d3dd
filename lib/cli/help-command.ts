import type { Command } from "commander";
import { nearest } from "../errors";

/** Adds `help`, which knows commands of commands, and says so of a command that there is not. */
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
    const known = found.commands;
    const next = known.find((one) => one.name() === name);
    if (next === undefined)
      return program.error(
        unknownCommand(
          name,
          known.map((one) => one.name()),
        ),
      );
    found = next;
  }
  return found;
}

/** In commander's words. */
function unknownCommand(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `error: unknown command '${name}'${meant === undefined ? "" : `\n(Did you mean ${meant}?)`}`;
}
