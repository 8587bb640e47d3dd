import { win32 } from "node:path";
import { expect, test } from "vitest";
import { slashed } from "../../lib/text/paths";

test.each([
  ["facts\\staging\\sip-a.facts", "facts/staging/sip-a.facts"],
  ["C:\\Genesys\\facts", "C:/Genesys/facts"],
  ["\\\\files\\share\\facts", "//files/share/facts"],
  ["..\\facts/staging", "../facts/staging"],
])("on Windows %s is %s, which is the same place", (path, written) => {
  expect(slashed(path, win32.sep)).toBe(written);
  expect(win32.normalize(written)).toBe(win32.normalize(path));
});

test("elsewhere a path stays as it is, even if a name in it has a backslash", () => {
  expect(slashed("facts\\of/sip-a", "/")).toBe("facts\\of/sip-a");
});
