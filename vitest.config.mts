import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// The examples import the package by its name; in the tests that is the sources, not what was built last.
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

/** Of the field's files those that measure nothing, and work while others would. */
const DEPLOYMENTS = "test/field/*deployment.test.ts";

/** Files that take a minute or more, most of it waiting, and the longest of them first: begun last, one of them would be waited for alone. Some are two lines of text. */
const LONG = [
  /windows\/(?:watchdog|host-installer)/,
  /terraform-apply|take-back|(?:solaris|aix)-watchdog|system\/package|field\/(?:first-)?deployment/,
  /watchdog|(?:host|unix)-installer|windows\/control-script|conformance\/(?:windows|unix|solaris)|field\/takeover/,
];

/** What runs under Wine works all the time, the rest waits most of it: one of these beside three of those, all use the machine. What takes long is first. */
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

// Nothing of a module is changed by a test, but by those of `mocked`; so each worker loads modules once (`isolate: false`): that takes longer than many a test.

/** How often a test that waits for real programs is run again where it failed. None by default: who works on a test wants to see what it does. */
const retry = Number(process.env.SIP_HA_FURTHER_ATTEMPTS ?? 0);

// Six projects of one command. `unit` and `mocked` need Node alone. The others need Debian tools, root, Wine or Terraform: each of their files names what it
// needs, and is reported as skipped by that name where it is missing (test/prerequisites.ts).
// `conformance` runs one table of cases on every operating system's control script; `windows` is what else runs under Wine.
// `field` runs what was generated, all together: hosts, Terraform, a Management Layer, callers, and faults.
export default defineConfig({
  test: {
    // Projects have each a server of their own, which would compile every module anew.
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
          // On a busy machine; none of them waits for anything.
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // What puts something else in the place of a module has modules of its own.
        resolve,
        test: { name: "mocked", setupFiles, include: [MOCKED], testTimeout: 60_000, maxWorkers: 2 },
      },
      {
        resolve,
        test: {
          name: "system",
          isolate: false,
          setupFiles,
          include: ["test/system/**/*.test.ts", DEPLOYMENTS],
          exclude: ["test/system/windows/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
          // Its tests wait more than they work.
          maxWorkers: 8,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        test: {
          name: "conformance",
          isolate: false,
          setupFiles,
          include: ["test/conformance/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry,
          maxWorkers: 8,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        test: {
          name: "windows",
          isolate: false,
          setupFiles,
          include: ["test/system/windows/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
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
          // Its tests wait more than they work, and measure: nothing else runs beside them.
          maxWorkers: 5,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
