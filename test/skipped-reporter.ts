import type { Reporter, TestModule } from "vitest/node";

/** Says at the end of a run which suites were skipped, and what they need. A skipped suite must never pass for one that was run. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allSuites()].map((suite) => suite.name).filter((name) => name.includes("(skipped: needs ")),
    );
    if (skipped.length === 0) return;
    console.log(
      `\nSkipped, as something that they need is missing here:\n${skipped.map((name) => `  ${name}`).join("\n")}\n`,
    );
  }
}
