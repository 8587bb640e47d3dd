import { isCode } from "../text/system-error";

/**
 * The errors by which Windows refuses a file that another program has open at this moment: a virus scanner, an indexer, a run that reads a lock while
 * it is removed.
 */
const MAY_PASS = ["EACCES", "EBUSY", "ENOTEMPTY", "EPERM"];

/** The pauses between attempts, in milliseconds; 2.5 s in all, because a user without write permission has to wait for them too. */
const PAUSES = [10, 20, 40, 80, 160, 320, 640, 1_280];

/** Does something to files that Windows may refuse for a moment; other systems refuse only what is not allowed. */
export function patiently<T>(action: () => T, system: NodeJS.Platform = process.platform): T {
  for (const pause of system === "win32" ? PAUSES : [])
    try {
      return action();
    } catch (error) {
      if (!MAY_PASS.some((code) => isCode(error, code))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  return action();
}
