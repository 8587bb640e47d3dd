import { parseFacts, type Unparsed } from "../drift/facts-file";
import { errors, type Problem } from "../errors";
import type { FactsSource } from "../input/facts-folder";
import type { LocatedProblem } from "../input/yaml-source";

/** What is wrong with an export that is no JSON, or cannot be read at all. */
export function brokenExport({ problem, position }: LocatedProblem): Unparsed {
  const isOfFile = [errors.fileUnreadable("").code, errors.factsTooLarge(0, 0).code].includes(problem.code);
  if (isOfFile) return notRead(position.file, problem);
  return {
    code: "export-unreadable",
    position,
    message: "the export is not valid JSON",
    found: problem.message.replace(/^not valid JSON: /, ""),
    fix: "export again; a file that was cut off ends in the middle of a value",
  };
}

/** What a file of facts says, or why it could not be read. */
export function parsedSource({ file, read }: FactsSource): ReturnType<typeof parseFacts> {
  return "text" in read ? parseFacts(file, read.text) : { facts: undefined, unparsed: [notRead(file, read.problem)] };
}

/** A file that was not read, with the reason. */
function notRead(file: string, { code, message, found, allowed, fix }: Problem): Unparsed {
  return { code, position: { file, line: 1, column: 1 }, message, found, expected: allowed, fix };
}
