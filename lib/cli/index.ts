import { CommanderError } from "commander";
import { programWith } from "./commands";
import { EXIT } from "./exit";
import { asksForJson, refuseInJson } from "./json-refusal";
import { isReaderGone } from "./lost-output";
import { tellUnexpected } from "./unexpected";

/**
 * Runs a command line. The exit code is 0 for fine, 1 for findings, 2 for wrong use or invalid input.
 *
 * @returns a promise of its end. A command that waits for nothing has ended when this returns; `report` waits for WebAssembly, `drill run` for hosts and people.
 */
export function main(args: readonly string[]): Promise<void> {
  process.stdout.on("error", leaveQuietly);
  // Standard error is only for people; the exit code and standard output are complete without it.
  process.stderr.on("error", () => {});
  let running = Promise.resolve();
  const isJson = asksForJson(args);
  const fail = (error: unknown) => tellUnexpected(error, isJson);
  const program = programWith((code) => {
    if (typeof code === "number") process.exitCode = code;
    else
      running = code.catch(fail).then((number) => {
        process.exitCode = number;
      });
  });
  if (isJson) refuseInJson(program);
  try {
    program.parse(args as string[], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) process.exitCode = fail(error);
    else process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse;
  }
  return running;
}

function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (isReaderGone(error, process.stdout)) process.exit();
  process.exit(EXIT.wrongUse);
}
