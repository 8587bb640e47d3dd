import { spawn } from "node:child_process";
import { homedir } from "node:os";
import type { CommandOutcome } from "../drill/surroundings";

/** A command that takes longer, in milliseconds, is ended. */
const LONGEST = 30_000;
/** More output than any command of a drill prints; any further output is dropped. */
const MOST_OUTPUT = 2_000_000;

/** Runs a command to its end, in a folder, with something to read or nothing. A word that begins with `~/` is in the home of this account. */
export function runCommand(argv: readonly string[], folder: string, input = ""): Promise<CommandOutcome> {
  const [program, ...words] = argv.map((word) => (word.startsWith("~/") ? `${homedir()}${word.slice(1)}` : word));
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(program!, words, { cwd: folder, stdio: "pipe" });
    // If a command ends before it has read everything, its exit code shows that.
    child.stdin.on("error", () => {}).end(input);
    const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
    const take = (text: string) => {
      if (output.length < MOST_OUTPUT) output += text;
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    const end = (exitCode: number | undefined, said: string) => {
      clearTimeout(timer);
      resolve({ exitCode, output: said });
    };
    child.once("error", (error) => end(undefined, error.message));
    child.once("close", (code) => end(code ?? undefined, output));
  });
}
