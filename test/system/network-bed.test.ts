import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { BED_TOOLS, eventually } from "../network-namespace";
import { describeWith } from "../prerequisites";

/** The processes that come from a process, by their number. */
function descendants(ancestor: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const below = (parent: number): number[] =>
    parents.flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(ancestor);
}

function parentOf(process: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, "utf8"))?.[1]);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

describeWith({ root: true, tools: BED_TOOLS }, "a test bed", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));

  test.each(["SIGKILL", "SIGTERM"] as const)("goes with the test that opened it, ended by %s", async (signal) => {
    child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "network-bed-opener.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout!, "data");
    const started = descendants(child.pid!);
    // The switches, five machines of two processes each, and what one of them runs.
    expect(started.length).toBeGreaterThanOrEqual(12);
    child.kill(signal);
    await eventually(() => started.every((one) => !existsSync(`/proc/${one}`)));
  });
});
