import type { Command } from "commander";
import { show } from "../errors";
import { commandsBelow } from "./commands-below";

/** The parser of an option that may be given several times: keeps all of its values, in order. */
export function everyValue(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/**
 * Refuses, in every command, values that commander accepts though they are mistakes. If a value is missing, as in `--out --json` or `--out $UNSET --json`, commander takes
 * the next word as the value. If an option with one value is given several times, commander takes the last value.
 */
export function requireProperValues(program: Command): void {
  for (const command of commandsBelow(program))
    for (const option of command.options) {
      if (option.isBoolean()) continue;
      let first: string | undefined;
      const isSingle = option.parseArg !== (everyValue as unknown);
      command.on(`option:${option.name()}`, (value: string) => {
        if (value.startsWith("--"))
          command.error(
            `error: option '${option.flags}' has no value: ${show(value)} looks like another option; for a file or folder of that name, write ./${value}`,
          );
        first ??= value;
        if (isSingle && value !== first)
          command.error(
            `error: option '${option.flags}' is given more than once, with different values: ${show(first)} and ${show(value)}`,
          );
      });
    }
}
