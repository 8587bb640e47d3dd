import { spawn } from "node:child_process";

/** The outcome of a program. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a shell program in a folder other than its own. Its environment has only PATH and the given variables. This process does not block, because a
 * stand-in that the program calls may run in it.
 */
export async function runShellProgram(
  script: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ProgramEnd> {
  const child = spawn("sh", [script, ...words], {
    cwd: "/",
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, ...output };
}
