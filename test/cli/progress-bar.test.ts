import { afterEach, expect, test, vi } from "vitest";
import { progressBar } from "../../lib/cli/progress-bar";

const isTerminal = process.stderr.isTTY;
afterEach(() => {
  process.stderr.isTTY = isTerminal;
  vi.restoreAllMocks();
});

test("a bar changes nothing in the terminal that would stay changed after Ctrl-C", () => {
  process.stderr.isTTY = true;
  let written = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += String(text);
    return true;
  });
  const bar = progressBar("simulating", "scenarios");
  bar.show(1, 4);
  expect(written).toContain("simulating");
  // Unwrapped lines, and a hidden cursor.
  for (const mode of ["?7l", "?25l"]) expect(written).not.toContain(mode);
  bar.end();
});
