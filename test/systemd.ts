import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { eventually } from "./eventually";

/**
 * Boots a machine. Systemd runs in a process namespace below the machine's, so it ends with the machine; in a mount namespace that ends with the power; and in
 * a control group of its own. The group can only be removed when its last process has ended, so this process stays outside all of them.
 */
const POWER_ON = `
trap '' HUP INT PIPE TERM
mount --make-rprivate /
mount -t cgroup2 cgroup2 /mnt
group=/mnt/sip-ha-test-$$
mkdir "$group"
sh -c 'echo $$ >"$1/cgroup.procs"; exec nsenter -t "$2" -m -u -n -p -r -w -- unshare --pid --cgroup --mount --fork --kill-child sh -euc "$3"' sh "$group" "$1" "$2" &
wait $! || true
until find "$group" -depth -type d -exec rmdir {} +; do sleep 0.1; done 2>/dev/null
`;

/** A /sys that nobody may write to makes systemd not ask udev about interfaces. */
const BOOT = `
mount -t proc proc /proc
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -o remount,ro,bind /sys
exec env -i container=sip-ha PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=multi-user.target --log-target=null --show-status=no
`;

/** Boots the machine whose first process is `machine` with the real systemd. Returns the process id of systemd. */
export async function startSystemd(machine: number): Promise<number> {
  const child = spawn("unshare", ["--mount", "sh", "-euc", POWER_ON, "sh", String(machine), BOOT], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  // It outlives the test by the short time that it needs to clean up.
  child.unref();
  (child.stderr as Socket).unref();
  return firstProcessBelow(child, () => said);
}

/** Finds systemd: nsenter, unshare and the processes below have one child each, and the last of them is systemd. */
async function firstProcessBelow(child: ChildProcess, said: () => string): Promise<number> {
  let process: number | undefined;
  const isThere = () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`systemd did not start: ${said()}`);
    process = onlyChild(onlyChild(onlyChild(child.pid)));
    return process !== undefined && read(`/proc/${process}/comm`) === "systemd\n";
  };
  await eventually(isThere, 30_000, said);
  return process!;
}

function onlyChild(process: number | undefined): number | undefined {
  const children = process === undefined ? "" : read(`/proc/${process}/task/${process}/children`);
  return /^\d+ $/.test(children) ? Number(children) : undefined;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process has ended meanwhile.
    return "";
  }
}
