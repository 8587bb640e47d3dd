import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cksum } from "../../lib/drift/cksum";
import { testWith } from "../prerequisites";

testWith({ tools: ["cksum"] }, "the checksum and the size equal those that cksum prints", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (text) => {
      const { stdout } = spawnSync("cksum", { input: text, encoding: "utf8" });
      expect(`${cksum(text)}\n`).toBe(stdout);
    }),
    { numRuns: 20 },
  );
});

test("the checksum of an empty text is that of POSIX", () => {
  expect(cksum("")).toBe("4294967295 0");
});
