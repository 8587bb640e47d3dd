import { formatMilliseconds } from "../../model/duration";
import { PACES } from "../../operation/span";
import type { AnswerChange, HolderChange, ScenarioResult, TimelineLine } from "../../simulation/result";
import { boundsText, momentText, outageSentence } from "../../simulation/time-text";
import type { InvariantVerdict } from "../../simulation/verdict";
import type { AcceptedBreach } from "../junit-report";
import { callRows, comparedText, lineText } from "../scenario-text";
import { gantt } from "./gantt";
import { type Content, html, type Markup } from "./markup";
import { outageSplitBar } from "./outage-split-bar";
import { folded, mark, placeOf, tableOf } from "./parts";

/** A scenario of a pair: who answers before and after, its course as a chart and in words, the parts of the outage, calls, verdicts. */
export function scenarioSection(result: ScenarioResult, accepted: readonly AcceptedBreach[]): Markup {
  const { pair, scenario, outage, timeline, failures } = result;
  const summary = html`<span class="name">${scenario.name}</span> ${stateMark(result, accepted)} <span class="quiet">${scenario.title}: ${outageSentence(outage.unanswered)}</span>`;
  const content = html`${failures.map(({ pace, message }) => html`<p>The course at the ${pace} pace cannot be followed: ${message}</p>\n`)}${beforeAfter(result)}
${objectiveText(result)}${timeline.length === 0 ? undefined : html`<h5>Course at the typical pace</h5>\n<p class="quiet">The axis is not to scale: short steps are widened. Numbers refer to lines of the table; a thin bar shows what a step waited for.</p>\n${gantt(result)}${folded("The course in words", timelineTable(timeline))}`}
${outageSection(outageSplitBar(outage), result)}<h5>Calls</h5>
${callsTable(result)}<h5>Verdicts</h5>
${verdicts(result.verdicts, accepted)}`;
  return folded(summary, content, { id: placeOf(pair, scenario.name), find: [scenario.name, scenario.title] });
}

/** How a scenario ends. */
export interface ScenarioState {
  readonly kind: "good" | "bad" | "warn";
  /** In a word or two. */
  readonly text: string;
}

/** How a scenario ends; accepted breaches count for less. */
export function stateOf(
  { verdicts: all, failures }: ScenarioResult,
  accepted: readonly AcceptedBreach[],
): ScenarioState {
  const broken = all.filter(({ verdict }) => verdict === "broken").map(({ invariant }) => invariant.name);
  const isAccepted = broken.every((name) => accepted.some(({ invariant }) => invariant === name));
  if (broken.length > 0 && !isAccepted) return { kind: "bad", text: `broken: ${broken.join(", ")}` };
  if (failures.length > 0 || all.some(({ verdict }) => verdict === "not evaluated"))
    return { kind: "warn", text: "not evaluated" };
  return broken.length === 0 ? { kind: "good", text: "holds" } : { kind: "warn", text: "acknowledged" };
}

/** The same as a mark. */
export function stateMark(result: ScenarioResult, accepted: readonly AcceptedBreach[]): Markup {
  const { kind, text } = stateOf(result, accepted);
  return mark(kind, text);
}

function beforeAfter({ answers, holders }: ScenarioResult): Markup {
  const answer = (one: AnswerChange | undefined): Content =>
    one === undefined
      ? "not known"
      : html`${one.by ?? mark("bad", "nobody")} <span class="quiet">${one.because}</span>`;
  const holder = (one: HolderChange | undefined) => one?.hosts.join(" and ") || "no host";
  return tableOf(
    "Before and after",
    ["what", "before", "after"],
    [
      ["new calls answered by", answer(answers[0]), answer(answers.at(-1))],
      ...(holders.length === 0 ? [] : [["virtual IP on", holder(holders[0]), holder(holders.at(-1))]]),
    ],
  );
}

function objectiveText({ objective, outage }: ScenarioResult): Markup {
  const { recoveryTimeObjective, verdict } = objective;
  const limit = recoveryTimeObjective === undefined ? undefined : formatMilliseconds(recoveryTimeObjective);
  const compared =
    limit === undefined
      ? html`no recovery time objective is declared`
      : html`recovery time objective ${limit}: ${mark(verdict === "met" ? "good" : verdict === "missed" ? "bad" : "warn", comparedText(objective))}`;
  const several =
    boundsText(outage.together) === boundsText(outage.unanswered) ? "" : ` (${boundsText(outage.together)} all in all)`;
  return html`<p>${outageSentence(outage.unanswered)}${several}; ${compared}.</p>\n`;
}

function outageSection(bar: Markup | undefined, { outage: { clients } }: ScenarioResult): Markup | undefined {
  if (bar === undefined) return undefined;
  const recovery = clients.map(({ transport, recovery: time }) => `${transport} ${boundsText(time)}`).join(", ");
  return html`<h5>What the outage is made of</h5>\n${bar}<p class="quiet">Client recovery by transport: ${recovery}.</p>\n`;
}

function timelineTable(timeline: readonly TimelineLine[]): Markup {
  return tableOf(
    "Course in words",
    ["line", "time", "who", "does", "why", "after line"],
    timeline.map(({ at, actor, action, why, causedBy }, index) => [
      index + 1,
      momentText(at),
      actor,
      action,
      why,
      causedBy === undefined ? "" : causedBy + 1,
    ]),
    "course",
  );
}

function callsTable(result: ScenarioResult): Markup {
  return tableOf("Calls", ["calls", "become", "because"], callRows(result));
}

function verdicts(all: readonly InvariantVerdict[], accepted: readonly AcceptedBreach[]): Markup {
  const named = (wanted: InvariantVerdict["verdict"]) =>
    all.filter(({ verdict }) => verdict === wanted).map(({ invariant }) => invariant.name);
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? undefined : html`<p>${title}: <span class="quiet">${names.join(", ")}</span></p>\n`;
  return html`${all.map((one) => verdictOf(one, accepted))}${list("Hold", named("holds"))}${list("Not applicable", named("not applicable"))}`;
}

function verdictOf(one: InvariantVerdict, accepted: readonly AcceptedBreach[]): Markup | undefined {
  const { number, name, title } = one.invariant;
  if (one.verdict === "not evaluated")
    return html`<p>${mark("warn", "not evaluated")} ${number} ${name}: ${one.reason}</p>\n`;
  if (one.verdict !== "broken") return undefined;
  const reason = accepted.find(({ invariant }) => invariant === name)?.reason;
  const where = one.paces.length === PACES.length ? "at every pace" : `at the ${one.paces.join(" and ")} pace`;
  return html`<p>${reason === undefined ? mark("bad", "broken") : mark("warn", "acknowledged")} <strong>${number} ${name}</strong> (${title}), ${where}: ${one.text}, ${momentText(one.at)} after the start.${reason === undefined ? undefined : ` Accepted: ${reason}`}</p>
${one.counterExample.length === 0 ? undefined : html`<ol class="way">${one.counterExample.map((line) => html`<li>${momentText(line.at)} ${lineText(line)}</li>`)}</ol>\n`}`;
}
