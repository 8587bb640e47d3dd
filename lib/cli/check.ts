import { readEnvironments } from "./read-environments";
import { exitCode, jsonReport, textReport } from "./report";

/** `sip-ha check`: makes every check and prints what it found. */
export function check(files: readonly string[], options: { readonly json?: true; readonly strict?: true }): number {
  const read = readEnvironments(files);
  process.stdout.write(options.json ? jsonReport(read) : textReport(read));
  return exitCode(read, options.strict === true);
}
