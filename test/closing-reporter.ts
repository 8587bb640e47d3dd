import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from "vitest/node";
import { type ClosingTest, closingReport } from "./closing-report";

/**
 * Prints at the end of a run what its reader must not miss: nobody should think that a skipped suite was run, or that a test which failed
 * at first is reliable. Also writes this to the file that SIP_HA_CLOSING_REPORT names, for a caller that prints more after the tests.
 */
export default class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const suites = modules.flatMap((module) => [...module.children.allSuites()]);
    const report = closingReport({
      skipped: suites.map(({ name }) => name).filter((name) => name.includes("(skipped: needs ")),
      tests: modules.flatMap((module) => [...module.children.allTests()].flatMap(closingTest)),
      errors: [
        ...[...modules, ...suites].flatMap((one) => one.errors().map((error) => `${place(one)}: ${words(error)}`)),
        ...unhandled.map(words),
      ],
    });
    if (report !== "") console.log(report);
    const file = process.env.SIP_HA_CLOSING_REPORT;
    if (file !== undefined) writeFileSync(file, report);
  }
}

function closingTest(test: TestCase): ClosingTest[] {
  const { state, errors = [] } = test.result();
  return state === "passed" || state === "failed" ? [{ name: place(test), state, errors: errors.map(words) }] : [];
}

function place(one: TestCase | TestSuite | TestModule): string {
  const file = `${one.project.name} ${one.type === "module" ? one.relativeModuleId : one.module.relativeModuleId}`;
  return one.type === "module" ? file : `${file} > ${one.fullName}`;
}

function words({ message, diff }: { readonly message: string; readonly diff?: string }): string {
  return stripVTControlCharacters(diff === undefined ? message : `${message}\n${diff}`);
}
