import { expect, test } from "vitest";
import { isCode, systemErrorCode } from "../../lib/text/system-error";

test("an error of the operating system is shown by its code, and any other error by its message", () => {
  const refused = Object.assign(new Error("permission denied"), { code: "EACCES" });
  expect([refused, new Error("no more"), "stop"].map(systemErrorCode)).toEqual(["EACCES", "no more", "stop"]);
  expect([isCode(refused, "EACCES"), isCode(refused, "ENOENT")]).toEqual([true, false]);
});
