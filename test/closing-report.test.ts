import { expect, test } from "vitest";
import { type ClosingRun, closingReport } from "./closing-report";

const RUN: ClosingRun = {
  skipped: [],
  tests: [{ name: "unit test/a.test.ts > holds", state: "passed", errors: [] }],
  errors: [],
};

test("a run in which everything held at the first attempt has nothing to report", () => {
  expect(closingReport(RUN)).toBe("");
});

test("reports what was skipped, what passed later and what failed, with the output of each attempt", () => {
  expect(
    closingReport({
      skipped: ["on Wine (skipped: needs Wine 10)"],
      tests: [
        ...RUN.tests,
        { name: "system test/b.test.ts > answers", state: "passed", errors: ["expected 2 to be 1"] },
        { name: "field test/c.test.ts > fails over", state: "failed", errors: ["expected 1\n\n- 1\n+ 2", "timed out"] },
      ],
      errors: ["unit test/d.test.ts: Cannot find module"],
    }),
  ).toBe(`
Skipped, because something that they need is missing here:
  on Wine (skipped: needs Wine 10)

Passed, but not at the first attempt, with the errors of the failed attempts:
  system test/b.test.ts > answers
    expected 2 to be 1

Failed:
  field test/c.test.ts > fails over
    expected 1

    - 1
    + 2
    timed out
  unit test/d.test.ts: Cannot find module
`);
});

test("shows the first lines of a long error, and how many more there are", () => {
  const error = Array.from({ length: 23 }, (_, index) => `line ${index + 1}`).join("\n");
  const told = closingReport({ ...RUN, errors: [error] });
  expect(told).toContain("  line 20\n  … and 3 more lines\n");
  expect(told).not.toContain("line 21");
});
