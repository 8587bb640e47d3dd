import type { Command } from "commander";
import { nearest } from "../errors";

/** The command below another that a mistyped name most likely means. */
export function meantCommand(above: Command, name: string): string | undefined {
  return nearest(
    name,
    above.commands.map((one) => one.name()),
  );
}

/** The message that there is no such command, in commander's words. */
export function unknownCommand(above: Command, name: string): string {
  const meant = meantCommand(above, name);
  return `error: unknown command '${name}'${meant === undefined ? "" : `\n(Did you mean ${meant}?)`}`;
}
