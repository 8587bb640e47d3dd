import { CommanderError } from "commander";
import { programWith } from "./commands";
import { EXIT } from "./exit";
import { refuseInJson } from "./json-refusal";

/**
 * Runs a command line. The exit code is 0 for fine, 1 for findings, 2 for wrong use or invalid input.
 *
 * @returns a promise of its end. A command that waits for nothing has ended when this returns; `report` waits for WebAssembly, `drill run` for hosts and people.
 */
export function main(args: readonly string[]): Promise<void> {
  process.stdout.on("error", leaveQuietly);
  let running = Promise.resolve();
  const program = programWith((code) => {
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

/** A reader that has seen enough, as `head` has, is no failure; a full disk behind a redirection is one, and is told where it can be. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`sip-ha: the report cannot be written: ${error.message}\n`);
  process.exit(EXIT.wrongUse);
}
