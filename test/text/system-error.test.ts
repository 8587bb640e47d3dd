import { expect, test } from "vitest";
import { isCode, systemErrorCode } from "../../lib/text/system-error";

test("what the operating system has refused is told by its word, and what else was thrown by what it says", () => {
  const refused = Object.assign(new Error("permission denied"), { code: "EACCES" });
  expect([refused, new Error("no more"), "stop"].map(systemErrorCode)).toEqual(["EACCES", "no more", "stop"]);
  expect([isCode(refused, "EACCES"), isCode(refused, "ENOENT")]).toEqual([true, false]);
});
