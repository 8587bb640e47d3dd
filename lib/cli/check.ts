import { Option } from "commander";
import { formatReport } from "../checks/located-report";
import { rules } from "../options";
import type { AddCommand } from "./add-command";
import { environmentFiles } from "./environment-files";
import { exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { knownCodes } from "./known-codes";
import { type ReadEnvironments, readEnvironments } from "./read-environments";
import { sarifReport } from "./sarif-report";

/** The options on the command line of `sip-ha check`. */
interface CheckOptions {
  readonly json?: true;
  readonly sarif?: true;
  readonly strict?: true;
}

export const addCheck: AddCommand = (program, end) => {
  program
    .command("check")
    .description("make every check of the environments, write nothing")
    .addArgument(environmentFiles())
    .option("--json", "print the report as JSON")
    .addOption(new Option("--sarif", "print the report as SARIF, for code hosts and editors").conflicts("json"))
    .option("--strict", "exit 1 for warnings too")
    .action((files: string[], options: CheckOptions) => end(check(files, options)));
};

/** `sip-ha check`: makes every check and prints what it found. */
function check(files: readonly string[], options: CheckOptions): number {
  const read = readEnvironments(files);
  process.stdout.write(reportText(read, options));
  return exitCode(read, options.strict === true);
}

function reportText(read: ReadEnvironments, { json, sarif }: CheckOptions): string {
  if (json) return jsonReport(read);
  return sarif ? sarifReport(read, knownCodes(), rules) : `${formatReport(read)}\n`;
}
