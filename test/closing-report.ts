/** A test in the closing report. */
export interface ClosingTest {
  /** Project, file and titles, as in the run's output. */
  readonly name: string;
  readonly state: "passed" | "failed";
  /** The errors of each failed attempt, in order. */
  readonly errors: readonly string[];
}

/** What the closing report says about a run. */
export interface ClosingRun {
  /** Titles of the suites that were skipped; each says what it needs. */
  readonly skipped: readonly string[];
  readonly tests: readonly ClosingTest[];
  /** Failures outside of tests: files that could not be loaded, hooks, unhandled rejections. */
  readonly errors: readonly string[];
}

/** How many lines of an error are shown; the run's output has the rest. */
const ERROR_LINES = 20;

/**
 * What a reader must know at the end of a run: what was skipped, what passed only at a further attempt, and what failed, with its
 * errors. Empty if there is nothing to report.
 */
export function closingReport({ skipped, tests, errors }: ClosingRun): string {
  const failed = tests.filter(({ state }) => state === "failed");
  const unsteady = tests.filter(({ state, errors: before }) => state === "passed" && before.length > 0);
  return [
    section("Skipped, because something that they need is missing here:", skipped),
    section("Passed, but not at the first attempt, with the errors of the failed attempts:", unsteady.flatMap(told)),
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
