import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { join } from "../../lib/text/paths";
import { builtSipHa } from "../built-package";
import { sipHa } from "../command";
import { folderContent } from "../folder-content";
import { manyPairs } from "../many-pairs";
import { temporaryFolder } from "../temporary-folder";

const ROUNDS = 8;

/** One text for all bytes of a folder. */
const digest = (folder: string) =>
  createHash("sha256")
    .update(JSON.stringify(folderContent(folder)))
    .digest("hex");

test("a synth that is killed leaves the old folder or the new one whole, or the old one beside it, and the next synth repairs that", {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const place = join(out, "stacks/many");
  const [old, next] = ["old", "new"].map((description) => {
    const file = join(folder, `${description}.yaml`);
    writeFileSync(file, stringify({ ...manyPairs(5), description }));
    expect(sipHa("synth", file, "--out", out).code).toBe(0);
    cpSync(place, join(folder, description), { recursive: true });
    return { file, digest: digest(place), copy: join(folder, description) };
  }) as [{ file: string; digest: string; copy: string }, { file: string; digest: string }];
  const executable = builtSipHa();
  const start = () => spawn(process.execPath, [executable, "synth", next.file, "--out", out], { stdio: "ignore" });
  const whole = await killAfterItBeganToWrite(start(), out, 30_000);
  const seen = { whileWriting: 0, [old.digest]: 0, [next.digest]: 0, beside: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(place, { recursive: true });
    cpSync(old.copy, place, { recursive: true });
    const child = start();
    await killAfterItBeganToWrite(child, out, (whole * round) / (ROUNDS - 1));
    if (existsSync(join(out, `.sip-ha-many.${child.pid}`))) seen.whileWriting++;
    if (existsSync(place)) seen[digest(place)]! += 1;
    else {
      expect(digest(join(out, ".sip-ha-many.previous"))).toBe(old.digest);
      seen.beside++;
    }
    expect(sipHa("synth", next.file, "--out", out).code).toBe(0);
    expect(digest(place)).toBe(next.digest);
    expect(readdirSync(out).sort()).toEqual(["manifest.json", "stacks"]);
  }
  const { whileWriting, ...outcomes } = seen;
  expect(Object.keys(outcomes).sort()).toEqual([old.digest, next.digest, "beside"].sort());
  expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(ROUNDS);
  expect(whileWriting).toBeGreaterThan(0);
});

/** Sends SIGKILL some milliseconds after the process has made its staging folder; returns the time from then to its end. */
async function killAfterItBeganToWrite(child: ChildProcess, out: string, milliseconds: number): Promise<number> {
  let isRunning = true;
  const ended = new Promise<void>((resolve) =>
    child.on("exit", () => {
      isRunning = false;
      resolve();
    }),
  );
  while (isRunning && !existsSync(join(out, `.sip-ha-many.${child.pid}`))) await wait(1);
  const began = performance.now();
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  await ended;
  clearTimeout(timer);
  return performance.now() - began;
}
