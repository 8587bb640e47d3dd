import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// The examples import the package by its name. In the tests that name means the sources, not the last build.
const source = (file: string) => fileURLToPath(new URL(`lib/${file}`, import.meta.url));
const resolve = {
  alias: [
    { find: /^sip-server-ha$/, replacement: source("index.ts") },
    { find: /^sip-server-ha\/testing$/, replacement: source("testing/index.ts") },
    { find: /^sip-server-ha\/testing\/vitest$/, replacement: source("testing/vitest.ts") },
  ],
};

const setupFiles = ["test/after-each-file.ts", "test/drawn-from-seed.ts"];

const MOCKED = "test/**/*.mocked.test.ts";

/** The field's files that measure nothing. They keep the machine busy, which would disturb the files that measure. */
const DEPLOYMENTS = "test/field/*deployment.test.ts";

/** Files that take a minute or more, most of it waiting, the longest first. If one of them began last, the run would wait for it alone. Some are two lines of text. */
const LONG = [
  /windows\/(?:watchdog|host-installer)/,
  /terraform-apply|take-back|(?:solaris|aix)-watchdog|system\/package|field\/(?:first-)?deployment/,
  /watchdog|(?:host|unix)-installer|windows\/control-script|conformance\/(?:windows|unix|solaris)|field\/takeover/,
];

/** Files that run under Wine work all the time; the others mostly wait. One Wine file beside three others makes full use of the machine. Long files come first. */
class ByTurns extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => [...LONG, /./].findIndex((pattern) => pattern.test(moduleId));
    return [...LONG.keys(), LONG.length].flatMap((one) => byTurns(sorted.filter((file) => rank(file) === one)));
  }
}

function byTurns(files: readonly TestSpecification[]): TestSpecification[] {
  const works = ({ moduleId }: TestSpecification) => /\/windows[/.-]/.test(moduleId);
  const [working, waiting] = [files.filter(works), files.filter((file) => !works(file))];
  return files.flatMap((_, index) => [...working.slice(index, index + 1), ...waiting.slice(3 * index, 3 * index + 3)]);
}

// Only the tests of `mocked` change a module. So in the other projects each worker loads the modules once (`isolate: false`): loading takes longer than many tests.

/** How often a test that waits for real programs is run again after a failure. 0 by default: whoever works on a test wants to see what it does. */
const retry = Number(process.env.SIP_HA_FURTHER_ATTEMPTS ?? 0);

// Four projects, run by one command. `unit` and `mocked` need only Node. The others need Debian tools, root, Wine or Terraform. Each of their files names what it
// needs, and is reported as skipped with that name if it is missing (test/prerequisites.ts).
// `system` runs what was generated, part by part; the folder test/conformance has one table of cases for every operating system's control script. It is one project
// because each project loads every module in workers of its own. `field` runs everything that was generated together: hosts, Terraform, a Management Layer,
// callers, and faults.
export default defineConfig({
  test: {
    // Each project has a server of its own, which would compile every module again.
    experimental: { fsModuleCache: true },
    reporters: ["default", "./test/closing-reporter.ts"],
    sequence: { sequencer: ByTurns },
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          setupFiles,
          include: ["test/**/*.test.ts", "examples/tests/*.test.ts"],
          exclude: ["test/.*/**", "test/system/**", "test/conformance/**", "test/field/**", MOCKED],
          isolate: false,
          // For a busy machine: no test here waits for anything.
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // Tests that replace a module have modules of their own.
        resolve,
        test: { name: "mocked", setupFiles, include: [MOCKED], testTimeout: 60_000, maxWorkers: 2 },
      },
      {
        resolve,
        test: {
          name: "system",
          isolate: false,
          setupFiles,
          include: ["test/system/**/*.test.ts", "test/conformance/**/*.test.ts", DEPLOYMENTS],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
          // Its tests mostly wait.
          maxWorkers: 8,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        test: {
          name: "field",
          isolate: false,
          setupFiles,
          include: ["test/field/**/*.test.ts"],
          exclude: [DEPLOYMENTS],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
          // Its tests mostly wait. They measure times, so nothing else runs beside them.
          maxWorkers: 5,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
