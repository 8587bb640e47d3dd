import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { eventually } from "../eventually";
import { BED_TOOLS, NetworkBed } from "../network-namespace";
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
    // It has ended in the meantime.
    return undefined;
  }
}

/** How many of these control groups there are. */
const CONTROL_GROUPS = "mount -t cgroup2 cgroup2 /mnt; ls -d $1 2>/dev/null | wc -l";

const TEXT = { encoding: "utf8" } as const;

describeWith({ root: true, tools: [...BED_TOOLS, "pgrep", "ping", "systemctl"] }, "a test bed", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));

  test.each(["SIGKILL", "SIGTERM"] as const)("ends with the test that opened it, ended by %s", async (signal) => {
    child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "network-bed-opener.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout!, "data");
    const started = descendants(child.pid!);
    // The switches, five machines with two processes each, what one of them runs, and systemd with its journal on another machine.
    expect(started.length).toBeGreaterThanOrEqual(14);
    const groups = started.map((one) => `/mnt/sip-ha-test-${one}`).join(" ");
    const controlGroups = () => execFileSync("unshare", ["--mount", "sh", "-c", CONTROL_GROUPS, "sh", groups], TEXT);
    expect(controlGroups()).toBe("1\n");
    child.kill(signal);
    await eventually(() => started.every((one) => !existsSync(`/proc/${one}`)));
    expect(controlGroups()).toBe("0\n");
  });

  test("keeps nothing of a command that the test has ended on a machine", async () => {
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
