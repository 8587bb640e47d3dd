import { spawnSync } from "node:child_process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { uninterrupted } from "../../lib/synth/uninterrupted";
import { join } from "../../lib/text/paths";

const counts = () => ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => process.listenerCount(signal));

/** Runs a program that gets a signal during work that is not interrupted, and reports how far the program gets. */
function interrupted(signal: string, before = "") {
  const program = `
    const { uninterrupted } = require(${JSON.stringify(join(__dirname, "../../lib/synth/uninterrupted.ts"))});
    ${before}
    for (const one of ["first", "second"])
      uninterrupted(() => {
        if (one === "first") process.kill(process.pid, "${signal}");
        console.log(one);
      });
    setTimeout(() => console.log("went on"), 500);`;
  const words = ["--require", "tsx/cjs", "--eval", program];
  const { stdout, signal: ended, status } = spawnSync(process.execPath, words, { encoding: "utf8", cwd: __dirname });
  return { stdout, ended, status };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("%s ends the process once the work that has begun is done", (signal) => {
  expect(interrupted(signal)).toEqual({ stdout: "first\nsecond\n", ended: signal, status: null });
});

test("a signal that somebody else listens to is left to that listener", () => {
  const before = 'process.on("SIGTERM", () => console.log("told"));';
  expect(interrupted("SIGTERM", before)).toEqual({
    stdout: "first\nsecond\ntold\nwent on\n",
    ended: null,
    status: 0,
  });
});

test("the process listens once, however often work is done, and only until the next turn", async () => {
  const before = counts();
  const during = Array.from({ length: 20 }, () => uninterrupted(counts));
  const fails = () =>
    uninterrupted(() => {
      throw new Error("failed");
    });
  expect(fails).toThrow("failed");
  expect(new Set(during.map(String))).toEqual(new Set([String(before.map((one) => one + 1))]));
  await nextTurn();
  expect(counts()).toEqual(before);
});
