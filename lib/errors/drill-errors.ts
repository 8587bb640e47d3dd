import { show, showPath } from "../text/wording";
import type { Problem } from "./problem";

/** What can be wrong with drills, their kits and their results. */
export const drillErrors = {
  scenarioNotDrilled: (name: string, pair: string, whyNot: string): Problem => ({
    code: "scenario-not-drilled",
    message: `${name} is not tried on pair ${pair}: ${whyNot}`,
    found: show(name),
    allowed: "a scenario that can be tried on a real pair",
    fix: "see its effect with sip-ha simulate; the kit's drill.md lists the scenarios that are tried, and why others are not",
  }),
  noDrill: (): Problem => ({
    code: "no-drill",
    message: "nothing can be tried on these pairs",
    found: "no scenario",
    allowed: "at least one",
    fix: "see with sip-ha simulate what breaks, and fix that first",
  }),
  scenarioNotInKit: (name: string, known: string, meant: string | undefined): Problem => ({
    code: "scenario-not-in-kit",
    message: `the kit has no scenario ${show(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    found: show(name),
    allowed: known,
    fix: meant === undefined ? "name one that the kit has, or write the kit again" : `write ${meant}`,
  }),
  noKit: (folder: string, kits: readonly string[]): Problem => ({
    code: "no-kit",
    message: `there is no kit in ${showPath(folder)}`,
    found: kits.length === 0 ? "no drill.json" : `kits below it: ${kits.slice(0, 12).join(", ")}`,
    allowed: "the folder of one pair's kit",
    fix:
      kits.length === 0
        ? "write the kits with sip-ha drill, and name the folder of one"
        : `name the kit's own folder, e.g. ${kits[0]}`,
  }),
  drillFileBroken: (what: string, detail: string): Problem => ({
    code: "drill-file-broken",
    message: `this cannot be read as ${what}: ${detail}`,
    found: "text that is not valid JSON",
    allowed: "the file as it was written",
    fix: "take the original, or write it again; a file that was cut off ends in the middle of a value",
  }),
  noDrillFile: (what: string, found: string, written: string): Problem => ({
    code: "no-drill-file",
    message: `the file is not ${what} of a drill`,
    found,
    allowed: written,
    fix: "name such a file",
  }),
  otherDrillFormat: (found: unknown, known: number): Problem => ({
    code: "other-drill-format",
    message: "the file has a format that this version of sip-server-ha does not know",
    found: show(found),
    allowed: `format ${known}`,
    fix: "use the version of sip-server-ha that wrote it, or write the kit again and drill with it",
  }),
  drillFileEdited: (what: string): Problem => ({
    code: "drill-file-edited",
    message: `${what} are not as they were written: the hash in the file does not match`,
    fix: "take the original; if git has changed it, see git's filters; to change a kit, change the environment and write the kit again",
  }),
  resultsOfOtherModel: (scenario: string, found: string, allowed: string, version: string): Problem => ({
    code: "results-of-other-model",
    message: `the results were measured with another model, or another version of sip-server-ha: something else was expected of ${scenario} then`,
    found: `${found}, by version ${version}`,
    allowed,
    fix: "name the environment file as it was when the kit was written, and use that version; or write the kit again and drill with it",
  }),
  noTimers: (): Problem => ({
    code: "no-timers",
    message: "nothing that was measured says anything about a timer",
    found: "no step that has passed and was measured",
    allowed: "results of at least one such step",
    fix: "drill a pair that a probe can ask, with a scenario in which callers lose the pair",
  }),
  windowEnd: (value: string): Problem => ({
    code: "window-end",
    message: "--until: not a time of the day",
    found: show(value),
    allowed: "hours and minutes from 00:00 to 23:59; the next such time counts",
    fix: "write e.g. 04:00",
  }),
  callLimit: (value: string): Problem => ({
    code: "call-limit",
    message: "--most-calls: not a number of calls",
    found: show(value),
    allowed: "a whole number from 0 to 999999",
    fix: "write e.g. 20",
  }),
  resultsUnwritable: (file: string, reason: string): Problem => ({
    code: "results-unwritable",
    message: `the results cannot be written: ${reason}`,
    found: showPath(file),
    allowed: "a new file, in a folder that this account may write to",
    fix: "name another file with --results; nothing was done to the pair",
  }),
  timersOutIsRead: (file: string): Problem => ({
    code: "file-is-read",
    message: `--timers-out: the report reads ${showPath(file)}, which would be lost`,
    found: showPath(file),
    allowed: "a file other than those that are read",
    fix: "name another file",
  }),
  resultsThere: (file: string): Problem => ({
    code: "results-there",
    message: "there are results already, which are not overwritten",
    found: showPath(file),
    allowed: "a new file",
    fix: "name another file with --results, or move the old one away",
  }),
} as const;
