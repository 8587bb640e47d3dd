import type { OperatingSystem } from "../model/operating-system";
import { placeText, type Sourced } from "./import-note";
import { isCompanion } from "./program-files";
import { pairOfOwnScript, type SeenPair, settingOf } from "./seen-pair";
import { isComment, type SurveyedFile, type SurveyedLine } from "./surveyed-files";
import { type Branch, branch, type Leaf, leaf } from "./written";

/** What was surveyed of the control script and of the files beside it, on either host. */
export function controlScripts({ programs }: SeenPair): SurveyedFile[] {
  return programs.filter(({ command }) => pairOfOwnScript(command) !== undefined).flatMap(({ files }) => files);
}

/** The settings of a control script of this package. */
export function controlScriptSettings(
  os: OperatingSystem | undefined,
  files: readonly SurveyedFile[],
): Readonly<Record<string, Leaf | undefined>> {
  const scripts = files.filter(({ path }) => !isCompanion(path));
  const line = (part: string) =>
    scripts.flatMap(({ lines }) => lines).find(({ text }) => !isComment(text) && text.includes(part));
  const halves = settingOf(scripts, "HALVES");
  const tracking = line("conntrack");
  return {
    conflictPolicy: os && CONFLICT_POLICY[os](scripts, line),
    probeTimeout: span(scripts, "PROBE"),
    announcements: count(settingOf(scripts, "ANNOUNCEMENTS")),
    sourceAddress: halves && leaf("virtual-ip", placeText(halves.position)),
    flushConnectionTracking: tracking && leaf(true, placeText(tracking.position)),
    lockTimeout: span(scripts, "LOCK"),
  };
}

type FindLine = (part: string) => SurveyedLine | undefined;

/** How the policies differ in the script of a system; undefined if the script is that of the default, or is the same as for the default. */
const CONFLICT_POLICY: Readonly<
  Record<OperatingSystem, (scripts: readonly SurveyedFile[], line: FindLine) => Leaf | undefined>
> = {
  linux: (scripts, line) => {
    const probe = settingOf(scripts, "PROBE_MILLISECONDS");
    const refuses = line("still answers for");
    return probe && leaf(refuses ? "refuse" : "probe-first", placeText((refuses ?? probe).position));
  },
  windows: (_, line) => policy("probe-first", line("may hold it, after")) ?? policy("refuse", line("goto occupied")),
  solaris: (_, line) => policy("refuse", line(": release it first")),
  aix: (_, line) => policy("probe-first", line("may hold it, after")) ?? policy("refuse", line(": release it first")),
};

function policy(value: string, line: SurveyedLine | undefined): Leaf | undefined {
  return line && leaf(value, placeText(line.position));
}

/** The settings of its watchdog; undefined if there is none. */
export function watchdogSettings(files: readonly SurveyedFile[]): Branch | undefined {
  const scripts = files.filter(({ path, state }) => isCompanion(path) && state === "read");
  if (scripts.length === 0) return undefined;
  return branch({
    interval: span(scripts, "INTERVAL"),
    isolationTimeout: span(scripts, "ISOLATION"),
    // On AIX it checks whether the gateway hears the virtual IP, instead of announcing it.
    announceInterval: span(scripts, "ANNOUNCE") ?? span(scripts, "CHECK"),
  });
}

/** A time that a script has in a variable, in milliseconds or in seconds. */
export function span(scripts: readonly SurveyedFile[], name: string): Leaf | undefined {
  const read = settingOf(scripts, `${name}_MILLISECONDS`);
  const seconds = settingOf(scripts, `${name}_SECONDS`);
  if (read !== undefined) return leaf(durationOf(Number(read.value)), placeText(read.position));
  return seconds && leaf(durationOf(Number(seconds.value) * 1_000), placeText(seconds.position));
}

/** A whole number that a script has in a variable. */
export function count(read: Sourced<string> | undefined): Leaf | undefined {
  return read && leaf(Number(read.value), placeText(read.position));
}

/** `9s`, or `1500ms` if it is not a whole number of seconds. */
function durationOf(milliseconds: number): string {
  return milliseconds % 1_000 === 0 ? `${milliseconds / 1_000}s` : `${milliseconds}ms`;
}
