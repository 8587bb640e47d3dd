import type { OutagePart } from "../model/outage";
import { ALLOWANCES } from "./general-timers";

/** What a timer without a documented figure stands for in a message, by the name of the timer. */
const NOUNS = {
  decision: "decision",
  "role-order": "new role",
  "reaction-start": "start of the script",
  "neighbours-follow": "neighbours",
} as const;

/** The part of an outage that no key shortens: the longest times of these timers, one after the other. */
export function allowancesFor(...names: readonly (keyof typeof NOUNS)[]): OutagePart {
  const longest = names.map((name) => ALLOWANCES[name].span.maximum);
  const nouns = names.map((name) => NOUNS[name]);
  return {
    what: `allowances for ${nouns.slice(0, -1).join(", ")} and ${nouns.at(-1)}`,
    milliseconds: longest.reduce((sum, time) => sum + time, 0),
    source: "no documented figure was found; `sip-ha simulate` says what each allowance rests on",
    timers: [],
  };
}
