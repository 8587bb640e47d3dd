import { afterEach, expect, test, vi } from "vitest";
import { progressBar } from "../../lib/cli/progress-bar";

const isTerminal = process.stderr.isTTY;
afterEach(() => {
  process.stderr.isTTY = isTerminal;
  vi.restoreAllMocks();
});

test("a bar changes nothing in the terminal that Ctrl-C would leave so", () => {
  process.stderr.isTTY = true;
  let written = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += String(text);
    return true;
  });
  const bar = progressBar("simulating", "scenarios");
  bar.show(1, 4);
  expect(written).toContain("simulating");
  // Lines that are not wrapped, and a cursor that is not shown.
  for (const mode of ["?7l", "?25l"]) expect(written).not.toContain(mode);
  bar.end();
});
