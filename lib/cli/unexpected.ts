import { formatReport } from "../checks/located-report";
import { errors } from "../errors";
import { systemErrorCode } from "../text/system-error";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";
import { useReport } from "./use-report";

/**
 * Reports an unexpected error that a command has thrown: with the engine's own exit code it would look like a finding. If the error is not a refusal by the
 * system, whoever fixes it also needs the stack.
 */
export function tellUnexpected(error: unknown, isJson: boolean): number {
  const thrown = error instanceof Error ? error.message : systemErrorCode(error);
  const report = useReport([errors.unexpected(thrown.split("\n")[0]!)]);
  process.stdout.write(isJson ? jsonReport(report) : `${formatReport(report)}\n`);
  if (error instanceof Error && !("syscall" in error)) process.stderr.write(`${error.stack}\n`);
  return EXIT.wrongUse;
}
