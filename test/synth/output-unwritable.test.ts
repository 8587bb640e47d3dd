import { expect, test } from "vitest";
import { OutputUnwritable } from "../../lib/synth/output-unwritable";

const refusal = (cause: object) =>
  new OutputUnwritable("out", Object.assign(new Error("what the system says"), cause)).problem.message;

test.each([
  [
    { code: "EXDEV", syscall: "rename", path: "out/.sip-ha-a.1/stacks/a", dest: "out/stacks/a" },
    "out/stacks is on another file system than the output folder, which is one as a whole",
  ],
  [
    { code: "EBUSY", syscall: "rename", path: "out/stacks/a", dest: "out/.sip-ha-a.previous" },
    "out/stacks/a is in use, or a file system of its own",
  ],
  // Node's error for a file that may not be removed.
  [{ code: "ENOTDIR", syscall: "rmdir", path: "out/a/runbook.md" }, "out/a/runbook.md cannot be removed"],
  [{ code: "ENOSPC", syscall: "write" }, "what the system says"],
])("%j is reported in words that say what to do", (cause, words) => {
  expect(refusal(cause)).toBe(`cannot write to out: ${words}`);
});
