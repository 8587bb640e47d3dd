import type { SurveyedFile } from "./host-survey";
import { placeText } from "./import-note";
import { ownScript, type SeenPair, settingOf } from "./seen-pair";
import { type Branch, branch, type Leaf, leaf } from "./written";

/** What was surveyed of the control script and its watchdog, on either host. */
export function controlScripts({ programs }: SeenPair): SurveyedFile[] {
  return programs.filter(({ command }) => ownScript(command) !== undefined).flatMap(({ files }) => files);
}

/** What a control script of this package is set to. */
export function controlScriptSettings(files: readonly SurveyedFile[]): Readonly<Record<string, Leaf | undefined>> {
  const scripts = files.filter(({ path }) => !path.endsWith("-watchdog"));
  const number = (name: string) => settingOf(scripts, name);
  const seconds = (name: string, unit: number) => {
    const read = number(name);
    return read && leaf(durationOf(Number(read.value) * unit), placeText(read.position));
  };
  const announcements = number("ANNOUNCEMENTS");
  const probe = number("PROBE_MILLISECONDS");
  const halves = number("HALVES");
  const line = (part: string) =>
    scripts.flatMap(({ lines }) => lines).find(({ text }) => !text.startsWith("#") && text.includes(part));
  const refuses = line("still answers for");
  const tracking = line("conntrack");
  return {
    conflictPolicy: probe && leaf(refuses ? "refuse" : "probe-first", placeText((refuses ?? probe).position)),
    probeTimeout: seconds("PROBE_MILLISECONDS", 1),
    announcements: announcements && leaf(Number(announcements.value), placeText(announcements.position)),
    sourceAddress: halves && leaf("virtual-ip", placeText(halves.position)),
    flushConnectionTracking: tracking && leaf(true, placeText(tracking.position)),
    lockTimeout: seconds("LOCK_SECONDS", 1_000),
  };
}

/** What its watchdog is set to; undefined where there is none. */
export function watchdogSettings(files: readonly SurveyedFile[]): Branch | undefined {
  const scripts = files.filter(({ path, state }) => path.endsWith("-watchdog") && state === "read");
  const milliseconds = (name: string, unit: number) => {
    const read = settingOf(scripts, name);
    return read && leaf(durationOf(Number(read.value) * unit), placeText(read.position));
  };
  if (scripts.length === 0) return undefined;
  return branch({
    interval: milliseconds("INTERVAL_SECONDS", 1_000),
    isolationTimeout: milliseconds("ISOLATION_MILLISECONDS", 1),
    announceInterval: milliseconds("ANNOUNCE_MILLISECONDS", 1),
  });
}

/** `9s`, or `1500ms` where it is no whole number of seconds. */
function durationOf(milliseconds: number): string {
  return milliseconds % 1_000 === 0 ? `${milliseconds / 1_000}s` : `${milliseconds}ms`;
}
