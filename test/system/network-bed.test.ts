import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { BED_TOOLS, eventually, NetworkBed } from "../network-namespace";
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

describeWith({ root: true, tools: [...BED_TOOLS, "pgrep", "ping"] }, "a test bed", () => {
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

  test("has nothing left of a command on a machine that the test has ended", async () => {
    const bed = await NetworkBed.open();
    onTestFinished(() => bed.close());
    const machine = bed.machine("sip-a");
    const running = async () => (await machine.run(["pgrep", "-x", "ping"])).code === 0;
    const command = machine.spawn(["ping", "-q", "127.0.0.1"]);
    await eventually(running);
    command.kill("SIGKILL");
    await eventually(async () => !(await running()));
  });
});
