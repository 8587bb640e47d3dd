import { join } from "node:path";
import { environmentsOf } from "../constructs/check-app";
import { OutputUnwritable } from "../synth/write";
import { synthesize } from "../terraform/synthesize";
import { EXIT } from "./exit";
import { readEnvironments } from "./read-environments";
import { exitCode, jsonReport, textReport } from "./report";

/** `sip-ha synth`: checks everything, then writes every environment; or, where anything is wrong, writes nothing. */
export function synth(files: readonly string[], options: { readonly out: string; readonly json?: true }): number {
  const read = readEnvironments(files);
  const code = exitCode(read, false);
  const written = environmentsOf(read.root).map((environment) =>
    join(options.out, "stacks", environment.environmentName),
  );
  if (code === EXIT.fine) {
    try {
      // Ctrl-C between the two renames of a folder would leave it under its other name until the next synth.
      const ignore = () => {};
      process.on("SIGINT", ignore).on("SIGTERM", ignore);
      synthesize(read.root, options.out);
    } catch (error) {
      if (!(error instanceof OutputUnwritable)) throw error;
      const { message, found, allowed, fix } = error.problem;
      process.stderr.write(
        `${error.problem.code}\n  ${message}\n  found:   ${found}\n  allowed: ${allowed}\n  fix:     ${fix}\n`,
      );
      return EXIT.wrongUse;
    }
  }
  if (options.json) process.stdout.write(jsonReport(read, { written: code === EXIT.fine ? written : [] }));
  else {
    process.stdout.write(textReport(read));
    process.stdout.write(
      code === EXIT.fine ? written.map((folder) => `wrote ${folder}\n`).join("") : "nothing was written\n",
    );
  }
  return code;
}
