import type { Command } from "commander";
import { show } from "../errors";
import { commandsBelow } from "./commands-below";

/** The parser of an option that may be given several times: all of its values, in their order. */
export function everyValue(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Of an option with one value, commander takes the last one that is given: two different ones are a mistake, in every command. */
export function requireSingleValues(program: Command): void {
  for (const command of commandsBelow(program))
    for (const option of command.options) {
      if (option.isBoolean() || option.parseArg === (everyValue as unknown)) continue;
      let first: string | undefined;
      command.on(`option:${option.name()}`, (value: string) => {
        first ??= value;
        if (value !== first)
          command.error(
            `error: option '${option.flags}' is given more than once, with different values: ${show(first)} and ${show(value)}`,
          );
      });
    }
}
