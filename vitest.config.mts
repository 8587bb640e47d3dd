import { defineConfig } from "vitest/config";

// Two projects of one command. `unit` needs Node alone. `system` needs Debian tools, root or Terraform: each of its files
// names what it needs, and is reported as skipped by that name where it is missing (test/prerequisites.ts).
export default defineConfig({
  test: {
    reporters: ["default", "./test/skipped-reporter.ts"],
    projects: [
      { test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/system/**"] } },
      {
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
