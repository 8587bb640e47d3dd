import { readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { isCode } from "../text/system-error";
import { patiently } from "./patiently";
import { writeNew } from "./whole-files";

/** Longer than a run needs to move its folders into place; after this time, a lock without a known owner counts as abandoned. */
const PATIENCE = 10_000;

/**
 * Does something while no other run of this package does, and waits for a run that does. A lock that a killed run left behind is removed.
 *
 * @param lock the path of a file that exists for as long as the action runs
 * @throws Error if another run holds the lock for too long, or the file cannot be made
 */
export function whileLocked<T>(lock: string, action: () => T): T {
  takeLock(lock);
  try {
    return action();
  } finally {
    patiently(() => rmSync(lock, { force: true }));
  }
}

function takeLock(lock: string): void {
  for (const end = Date.now() + PATIENCE; ; ) {
    try {
      patiently(() => writeNew(lock, String(process.pid)));
      return;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    if (isLeft(lock)) takeAway(lock);
    else if (Date.now() > end) throw new Error(`another run has locked it; if there is none, remove ${lock}`);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
}

/** Whether the owner of the lock no longer runs: a process that has ended, or an earlier one with this process's number. */
function isLeft(lock: string): boolean {
  try {
    const owner = Number(patiently(() => readFileSync(lock, "utf8")));
    if (owner > 0) return owner === process.pid || !isRunning(owner);
    return Date.now() - statSync(lock).mtimeMs > PATIENCE;
  } catch (error) {
    // The lock has been removed in the meantime.
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Renames the lock first and looks at it once more: by now it may belong to a run that has removed the old lock. */
function takeAway(lock: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    patiently(() => renameSync(lock, aside));
    if (isLeft(aside)) patiently(() => rmSync(aside, { force: true }));
    else patiently(() => renameSync(aside, lock));
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}

/** Whether a process with that number exists. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}
