import { formatMilliseconds } from "../model/duration";
import { PACES } from "../operation/span";
import type { Knob } from "../simulation/knob";
import { OUTAGE_PARTS, type OutagePart } from "../simulation/outage-parts";
import type { ObjectiveComparison, ScenarioResult, TimelineLine } from "../simulation/result";
import { type ScenarioOutage, totalsOf } from "../simulation/scenario-outage";
import { boundTexts, isNone, longestText, momentText, outageSentence } from "../simulation/time-text";
import type { InvariantVerdict } from "../simulation/verdict";
import { textTable } from "../text/text-table";
import { wrapped } from "../text/wrapped";

/** The parts of an outage in words. */
export const PART_NAMES: Readonly<Record<OutagePart, string>> = {
  nextStep: "wait for the next step",
  detection: "detection",
  decision: "decision",
  script: "control script",
  convergence: "convergence",
  neighbourUpdate: "neighbour update",
  repair: "restart or repair",
  clientRecovery: "client recovery",
};

/** The headings above the times of the three courses. A course's time need be neither the shortest nor the longest of the three. */
export const COURSE_NAMES = ["quick", "usual", "slow"] as const;

/**
 * A scenario of a pair for an engineer to read: what happens when, who answers, the outage and its parts, calls, verdicts.
 *
 * @param helpful what `knobsOf` gives for the scenario
 * @default - the text does not name declared times that would help
 */
export function scenarioText(result: ScenarioResult, helpful: readonly Knob[] = []): string {
  const { timeline, failures } = result;
  return [
    headingText(result),
    ...failures.map(({ pace, message }) => `the course at the ${pace} pace cannot be followed: ${message}`),
    ...(timeline.length === 0 ? [] : [timelineText(timeline), momentsText(result)]),
    outageText(result, helpful),
    callsText(result),
    verdictsText(result.verdicts),
  ].join("\n\n");
}

/** The invariants that a scenario breaks, each with the course that leads to it; without the timeline. */
export function brokenText(result: ScenarioResult): string {
  return [
    headingText(result),
    ...result.verdicts.filter(({ verdict }) => verdict === "broken").flatMap(verdictText),
  ].join("\n");
}

function headingText({ environment, pair, scenario }: ScenarioResult): string {
  return `${environment}/${pair} ${scenario.name}: ${scenario.title}`;
}

/** The lines of a timeline below each other, each with the number of the line that caused it. */
export function timelineText(timeline: readonly TimelineLine[]): string {
  const rows = timeline.map(({ at, actor, action, why, causedBy }, index) => [
    String(index + 1),
    momentText(at),
    actor,
    action,
    causedBy === undefined ? why : `${why} (${causedBy + 1})`,
  ]);
  return textTable(["", "time", "who", "does", "why (after line)"], rows, new Set([0, 1]));
}

function momentsText({ holders, answers }: ScenarioResult): string {
  const moment = (at: number, text: string) => `  ${momentText(at).padStart(10)}  ${text}`;
  return [
    ...(holders.length === 0 ? [] : ["the virtual IP is on"]),
    ...holders.map(({ at, hosts }) => moment(at, hosts.join(" and ") || "no host")),
    "new calls are answered by",
    ...answers.map(({ at, by, because }) => moment(at, `${by ?? "nobody"}: ${because}`)),
  ].join("\n");
}

/** How long no new call is answered, compared with the objective, with the parts of that time and what would make it shorter. */
export function outageText({ outage, objective }: ScenarioResult, helpful: readonly Knob[] = []): string {
  const { recoveryTimeObjective } = objective;
  const compared =
    recoveryTimeObjective === undefined
      ? "no recovery time objective is declared"
      : `recovery time objective ${formatMilliseconds(recoveryTimeObjective)}: ${comparedText(objective)}`;
  const knobTexts = helpful.map(
    ({ key, now, half, before, after, findings }) =>
      `  with ${key} ${half} instead of ${now}: ${longestText(after)} at most instead of ${longestText(before)}${findings.length === 0 ? "" : `; sip-ha check then reports ${findings.join(", ")}`}`,
  );
  return [
    `${outageSentence(outage.unanswered)}; ${compared}`,
    ...(!hasSplit(outage) ? [] : [outageTable(outage)]),
    ...knobTexts,
  ].join("\n");
}

/** How an outage compares with the objective; if nobody can say, the reason. */
export function comparedText({ verdict, reason }: ObjectiveComparison): string {
  return reason === undefined ? verdict : `${verdict}, as ${reason}`;
}

/** If there is no outage, or no end of it at any pace, there is nothing to split. */
function hasSplit({ longest, unanswered }: ScenarioOutage): boolean {
  return !isNone(unanswered) && PACES.some((pace) => typeof longest[pace] === "number");
}

/** The width of an outage's bar. */
const BAR = 40;

function outageTable({ parts }: ScenarioOutage): string {
  const totals = totalsOf(parts);
  const total = totals.typical;
  let before = 0;
  const rows = OUTAGE_PARTS.filter((part) => !isNone(parts[part])).map((part) => {
    const { typical } = parts[part];
    const bar = typeof total !== "number" || typeof typical !== "number" ? "" : barOf(before, typical, total);
    before += typeof typical === "number" ? typical : 0;
    return [PART_NAMES[part], ...boundTexts(parts[part]), bar];
  });
  const last = ["until callers are through", ...boundTexts(totals), ""];
  return textTable(["", ...COURSE_NAMES, ""], [...rows, last], new Set([1, 2, 3]));
}

/** A part of the whole, at its place; a part that takes any time at all is visible. */
function barOf(before: number, part: number, total: number): string {
  if (total === 0) return "";
  const from = Math.min(BAR - 1, Math.round((before / total) * BAR));
  const length = part === 0 ? 0 : Math.max(1, Math.round((part / total) * BAR));
  return `|${" ".repeat(from)}${"#".repeat(Math.min(length, BAR - from))}`.padEnd(BAR + 1).concat("|");
}

/** What becomes of each kind of call: what, how, and why. */
export function callRows({ calls }: ScenarioResult): (readonly [what: string, fate: string, text: string])[] {
  const kinds = [
    ["new", calls.newCalls],
    ["being set up", calls.beingSetUp],
    ["established", calls.established],
    ["connections", calls.connections],
  ] as const;
  return kinds.map(([what, { fate, text }]) => [what, fate, text]);
}

function callsText(result: ScenarioResult): string {
  return [
    "calls",
    ...callRows(result).map(([what, fate, text]) => wrapped(`  ${what.padEnd(12)}  ${fate}: ${text}`, 16)),
  ].join("\n");
}

/** Each verdict other than "holds" in full, the rest in one line. */
function verdictsText(verdicts: readonly InvariantVerdict[]): string {
  const named = (wanted: InvariantVerdict["verdict"], lead: string) => {
    const names = verdicts.filter(({ verdict }) => verdict === wanted).map(({ invariant }) => invariant.name);
    return names.length === 0 ? [] : [wrapped(`  ${lead.padEnd(14)}  ${names.join(", ")}`, 18)];
  };
  return [
    "verdicts",
    ...named("holds", "hold"),
    ...named("not applicable", "not applicable"),
    ...verdicts.flatMap(verdictText),
  ].join("\n");
}

/** The course that leads to a broken invariant, or the reason why an invariant could not be evaluated; nothing for others. */
export function verdictText(one: InvariantVerdict): string[] {
  const { number, name } = one.invariant;
  if (one.verdict === "not evaluated") return [wrapped(`  not evaluated   ${number} ${name}: ${one.reason}`, 18)];
  if (one.verdict !== "broken") return [];
  const { paces, pace, at, text, counterExample } = one;
  const where = paces.length === PACES.length ? "at every pace" : `at the ${paces.join(" and ")} pace`;
  const seen = pace === paces[0] && paces.length === 1 ? "" : ` at the ${pace} pace`;
  return [
    wrapped(`  broken          ${number} ${name}, ${where}: ${text}, ${momentText(at)} after the start${seen}`, 18),
    ...(counterExample.length === 0 ? [] : ["                  how it comes to that:"]),
    ...counterExample.map((line) => `                  ${momentText(line.at).padStart(10)}  ${lineText(line)}`),
  ];
}

/** A line of the timeline as a sentence. */
export function lineText({ actor, action, why }: TimelineLine): string {
  return `${actor} ${action}: ${why}`;
}
