import { readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { isCode } from "../text/system-error";
import { patiently } from "./patiently";
import { writeNew } from "./whole-files";

/** Longer than a run takes to put its folders in their places; a lock of which nobody knows the owner is given up by then. */
const PATIENCE = 10_000;

/**
 * Does something while no other run of this package does so, which is waited for. A lock that a killed run has left is taken away.
 *
 * @param lock the path of a file that is there as long as this lasts
 * @throws Error where another run has the lock for too long, or the file cannot be made
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

/** Whether whoever made the lock is gone: a process that has ended, or an earlier one with the number of this. */
function isLeft(lock: string): boolean {
  try {
    const owner = Number(patiently(() => readFileSync(lock, "utf8")));
    if (owner > 0) return owner === process.pid || !isRunning(owner);
    return Date.now() - statSync(lock).mtimeMs > PATIENCE;
  } catch (error) {
    // It has gone since.
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Under another name first, and looked at once more: by now it may be that of a run that has taken the old one away. */
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

/** Whether there is a process of that number. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}
