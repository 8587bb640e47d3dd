import { createHash } from "node:crypto";

/** What init does with an entry: start it at boot alone, or start it again whenever it ends. */
export type InittabAction = "boot" | "respawn";

/** The longest identifier that `mkitab` takes. */
const LONGEST = 14;

/**
 * A line of AIX' /etc/inittab for run level 2, with which a system starts. Its output is discarded: otherwise init would write it to the console.
 * The identifier is the beginning of the name, for readers, and a hash, so that no two identifiers on a host are alike.
 */
export function inittabEntry(name: string, environment: string, action: InittabAction, command: string): string {
  const hash = createHash("sha256").update(`${environment}/${name}/${action}`).digest("hex").slice(0, 6);
  const letters = `v${name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")}`;
  const identifier = `${letters.slice(0, LONGEST - hash.length)}${hash}`;
  return `${identifier}:2:${action}:${command} </dev/null >/dev/null 2>&1`;
}
