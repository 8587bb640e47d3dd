import { formatReport } from "../checks/located-report";
import type { AddCommand } from "./add-command";
import { environmentFiles } from "./environment-files";
import { exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { readEnvironments } from "./read-environments";

/** What the command line of `sip-ha check` says. */
interface CheckOptions {
  readonly json?: true;
  readonly strict?: true;
}

export const addCheck: AddCommand = (program, end) => {
  program
    .command("check")
    .description("make every check of the environments, write nothing")
    .addArgument(environmentFiles())
    .option("--json", "print the report as JSON")
    .option("--strict", "exit 1 for warnings too")
    .action((files: string[], options: CheckOptions) => end(check(files, options)));
};

/** `sip-ha check`: makes every check and prints what it found. */
function check(files: readonly string[], options: CheckOptions): number {
  const read = readEnvironments(files);
  process.stdout.write(options.json ? jsonReport(read) : `${formatReport(read)}\n`);
  return exitCode(read, options.strict === true);
}
