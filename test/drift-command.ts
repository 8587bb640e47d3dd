import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "../lib/text/paths";
import { sipHa } from "./command";
import { temporaryFolder } from "./temporary-folder";

/** A finding as `sip-ha drift` reports it. */
export interface ToldDrift {
  readonly state: string;
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly position?: { readonly file: string; readonly line: number };
}

/**
 * Runs `sip-ha drift` on an output with these facts.
 *
 * @param facts the facts by their file names in the folder of facts, e.g. `staging/sip-a.facts`
 */
export function driftOf(out: string, facts: Readonly<Record<string, string | Buffer>>) {
  const folder = temporaryFolder();
  for (const [file, content] of Object.entries(facts)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return toldDrift(out, folder);
}

/** The same with an existing folder of facts. */
export function toldDrift(out: string, folder: string): { readonly code: number; readonly found: ToldDrift[] } {
  const { code, stdout } = sipHa("drift", out, "--facts", folder, "--json");
  return { code, found: JSON.parse(stdout).drift as ToldDrift[] };
}
