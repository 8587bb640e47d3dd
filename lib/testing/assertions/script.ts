import { basename } from "node:path/posix";
import { EVIDENCE } from "../../configuration-layer/evidence";
import { show } from "../../errors";
import { hostFolder } from "../../scripts/host-folders";
import type { PatternOf, TextPattern } from "../matching/pattern-of";
import { type Property, TEXT, wordOf } from "../matching/property";
import { requireText, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";
import { generatedFile, MODE, propertiesOf } from "./generated-file";
import type { Outcome } from "./outcome";
import { search } from "./search";

/** What a host gets: a script, or a file that belongs to one, such as a unit that starts it at boot. */
export interface HostScript {
  /** The file name on the host, without its folder. */
  readonly name: string;
  /** Where it is installed; undefined for the installer, which installs itself. */
  readonly path?: string | undefined;
  /** Its text, in one piece. */
  readonly content: string;
  /** Octal, e.g. `0750`; on Windows `administrators`. Undefined for the installer. */
  readonly mode?: string | undefined;
  /** The account group that may read it; undefined for the installer, which installs itself. */
  readonly group?: string | undefined;
  /** Its purpose, in a phrase. */
  readonly purpose: string;
  /** The element that it comes from, e.g. `pairs.inbound`. */
  readonly construct: string;
  /** How well the weakest fact in it is known. */
  readonly evidence: string;
}

/** The expected text of a script, or any of its expected properties. */
export type ScriptPattern = TextPattern | PatternOf<HostScript>;

const PROPERTIES = {
  name: TEXT,
  path: TEXT,
  content: TEXT,
  mode: MODE,
  group: TEXT,
  purpose: TEXT,
  construct: TEXT,
  evidence: wordOf(...EVIDENCE),
} satisfies Record<keyof HostScript, Property>;

/** Everything that a host gets. */
function scriptsOf({ plan, model, environment }: Synthesized, host: string): HostScript[] {
  if (!model.hosts.has(host)) throw unknownName(`${environment} has no host`, host, [...model.hosts.keys()]);
  return plan.artifacts
    .filter(({ path }) => path.startsWith(`${hostFolder({ name: host })}/`))
    .map(generatedFile)
    .map(({ path, target, content, purpose, construct, evidence }) => {
      const { path: installed, mode, group } = target ?? {};
      return { name: basename(path), path: installed, mode, group, purpose, construct, evidence, content };
    });
}

/** Whether a host gets a script, identified by its name or by the path where it is installed, and the script matches the pattern. */
export function hasScript(subject: Synthesized, host: string, script: string, expected: ScriptPattern = {}): Outcome {
  requireText(script, "a script is identified by its name, or by the path where it is installed");
  return search({
    where: `host ${host}`,
    kind: ["script", "scripts"],
    candidates: scriptsOf(subject, host),
    nameKey: /[\\/]/.test(script) ? "path" : "name",
    name: script,
    properties: PROPERTIES,
    pattern: propertiesOf(expected),
    label: ({ name, path }) => path ?? name,
    note: () => elsewhere(subject, host, script),
  });
}

/** The other hosts that get a script with that name or path, if this host gets none. */
function elsewhere({ plan }: Synthesized, host: string, script: string): string | undefined {
  const hosts = plan.artifacts.flatMap(({ path, target }) => {
    const [folder, name, file] = path.split("/");
    return folder === "hosts" && name !== undefined && (file === script || target?.path === script) ? [name] : [];
  });
  return hosts.length === 0 || hosts.includes(host)
    ? undefined
    : `${show(script)} is on ${[...new Set(hosts)].sort().join(", ")}`;
}
