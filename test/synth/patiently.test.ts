import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { patiently } from "../../lib/synth/patiently";

let waited: number;
beforeEach(() => {
  waited = 0;
  vi.spyOn(Atomics, "wait").mockImplementation((_array, _index, _value, pause) => {
    waited += Number(pause);
    return "timed-out";
  });
});
afterEach(() => void vi.restoreAllMocks());

/** Refuses so many times, then succeeds. */
function refusing(times: number, code: string) {
  let left = times;
  return () => {
    if (left-- > 0) throw Object.assign(new Error(`${code}: refused`), { code });
    return "done";
  };
}

test.each(["EACCES", "EBUSY", "ENOTEMPTY", "EPERM"])("on Windows, %s is retried until it passes", (code) => {
  expect(patiently(refusing(3, code), "win32")).toBe("done");
  expect(waited).toBe(70);
});

test("an error that does not pass is reported after two and a half seconds", () => {
  expect(() => patiently(refusing(9, "EBUSY"), "win32")).toThrow("EBUSY: refused");
  expect(waited).toBe(2_550);
});

test.each([
  ["on Windows", "ENOENT", "win32"],
  ["on Windows", "EEXIST", "win32"],
  ["on Linux", "EPERM", "linux"],
  ["on macOS", "EBUSY", "darwin"],
] as const)("%s %s is reported at once", (_, code, system) => {
  expect(() => patiently(refusing(1, code), system)).toThrow(code);
  expect(waited).toBe(0);
});
