/** A test as the closing report tells of it. */
export interface ClosingTest {
  /** Project, file and titles, as one reads them in the run's output. */
  readonly name: string;
  readonly state: "passed" | "failed";
  /** What each attempt that failed said, the first one first. */
  readonly errors: readonly string[];
}

/** What a run leaves for its reader. */
export interface ClosingRun {
  /** Titles of the suites that were skipped; each says what it needs. */
  readonly skipped: readonly string[];
  readonly tests: readonly ClosingTest[];
  /** What failed outside of tests: files that could not be loaded, hooks, rejections that nobody handled. */
  readonly errors: readonly string[];
}

/** Lines of an error that are told; the run's output has the rest. */
const ERROR_LINES = 20;

/**
 * What a reader of the end of a run must know: what was skipped, what passed only at a further attempt, and what failed, with its
 * errors. Empty where there is nothing to say.
 */
export function closingReport({ skipped, tests, errors }: ClosingRun): string {
  const failed = tests.filter(({ state }) => state === "failed");
  const unsteady = tests.filter(({ state, errors: before }) => state === "passed" && before.length > 0);
  return [
    section("Skipped, as something that they need is missing here:", skipped),
    section("Passed, but not at the first attempt, where they said:", unsteady.flatMap(told)),
    section("Failed:", [...failed.flatMap(told), ...errors.flatMap(excerpt)]),
  ].join("");
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `\n${heading}\n${lines.map((line) => `  ${line}`.trimEnd()).join("\n")}\n`;
}

function told({ name, errors }: ClosingTest): string[] {
  return [name, ...errors.flatMap(excerpt).map((line) => `  ${line}`)];
}

function excerpt(error: string): string[] {
  const lines = error.trimEnd().split("\n");
  return lines.length <= ERROR_LINES
    ? lines
    : [...lines.slice(0, ERROR_LINES), `… and ${lines.length - ERROR_LINES} more lines`];
}
