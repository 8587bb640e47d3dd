import { formatReport } from "../checks/located-report";
import { readEnvironments } from "./read-environments";
import { exitCode, jsonReport } from "./report";

/** `sip-ha check`: makes every check and prints what it found. */
export function check(files: readonly string[], options: { readonly json?: true; readonly strict?: true }): number {
  const read = readEnvironments(files);
  process.stdout.write(options.json ? jsonReport(read) : `${formatReport(read)}\n`);
  return exitCode(read, options.strict === true);
}
