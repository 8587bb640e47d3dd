import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The examples import the package by its name; in the tests that is the sources, not what was built last.
const resolve = { alias: { "sip-server-ha": fileURLToPath(new URL("lib/index.ts", import.meta.url)) } };

// Two projects of one command. `unit` needs Node alone. `system` needs Debian tools, root or Terraform: each of its files
// names what it needs, and is reported as skipped by that name where it is missing (test/prerequisites.ts).
export default defineConfig({
  test: {
    reporters: ["default", "./test/skipped-reporter.ts"],
    projects: [
      { resolve, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/system/**"] } },
      {
        resolve,
        test: {
          name: "system",
          include: ["test/system/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
