import type { Scenario, ScenarioResult } from "sip-server-ha";
import { formatLongest, formatMilliseconds } from "../../model/duration";
import { PACES } from "../../operation/span";
import { verdictText } from "../../report/scenario-text";
import { outageSentence } from "../../simulation/time-text";
import { wrapped } from "../../text/wrapped";
import type { Synthesized } from "../synthesized";
import { accountOf } from "./account";
import { type Breaches, breachesIn, notEvaluated } from "./breach";
import { longestIn } from "./outage";
import type { Outcome } from "./outcome";
import {
  checkOptions,
  nameOf,
  pairsOf,
  SIMULATION_KEYS,
  type Simulated,
  type SimulationOptions,
  simulateAll,
} from "./simulated";

/** A pair in a scenario, and the reasons why it has not survived. */
interface Judged extends Simulated {
  readonly breaches: Breaches;
  /** What is wrong with the outage, as a sentence; undefined if nothing is. */
  readonly outage: string | undefined;
}

/**
 * Whether pairs survive a scenario: at every pace, new calls are answered again, within the recovery time objective if one is declared. No invariant
 * may be broken that is not acknowledged, so the pairs are in a steady state again once everything is repaired.
 */
export function survives(subject: Synthesized, scenario: string | Scenario, options: SimulationOptions = {}): Outcome {
  checkOptions(options, SIMULATION_KEYS);
  const judged = simulateAll(subject, pairsOf(subject, options), [scenario]).map((one) => judge(subject, one));
  const lost = judged.filter(({ breaches, outage }) => outage !== undefined || breaches.open.length > 0);
  const unknown = judged.find(({ breaches }) => breaches.unknown !== undefined);
  if (lost.length === 0 && unknown !== undefined)
    throw notEvaluated(
      `whether ${nameOf(unknown)} survives ${unknown.result.scenario.name}`,
      unknown.breaches.unknown!,
    );
  return {
    isMet: lost.length === 0,
    message: () =>
      lost.length === 0
        ? judged.map(survivedText).join("\n\n")
        : [...lost.map(lostText), accountOf(subject, lost[0]!, momentsOf(lost[0]!))].join("\n\n"),
  };
}

function judge(subject: Synthesized, simulated: Simulated): Judged {
  const breaches = breachesIn(subject, simulated);
  return { ...simulated, breaches, outage: tooLong(simulated.result, breaches) };
}

/** A missed objective is accepted if the invariant that reports it is acknowledged. If nobody ever answers again, the pair has not survived in any case. */
function tooLong(
  { outage: { unanswered, parts }, objective }: ScenarioResult,
  { acknowledged }: Breaches,
): string | undefined {
  const longest = longestIn(unanswered);
  if (longest === "does-not-end") {
    const paces = PACES.filter((pace) => parts.detection[pace] === longest);
    const where = paces.length === PACES.length ? "" : `, at the ${paces.join(" and ")} pace`;
    return `new calls are not answered again while it is watched${where}`;
  }
  const { recoveryTimeObjective } = objective;
  if (recoveryTimeObjective === undefined || longest <= recoveryTimeObjective) return undefined;
  if (acknowledged.some(({ invariant }) => invariant === "recovery-time")) return undefined;
  return `no new call is answered for up to ${formatLongest(longest)}, and the recovery time objective is ${formatMilliseconds(recoveryTimeObjective)}`;
}

function lostText(one: Judged): string {
  const { name, title } = one.result.scenario;
  return [
    wrapped(`${nameOf(one)} does not survive ${name}: ${title}`, 2),
    ...(one.outage === undefined ? [] : [wrapped(`  ${one.outage}`, 2)]),
    ...one.breaches.open.flatMap(verdictText),
    ...acknowledgedTexts(one),
  ].join("\n");
}

function survivedText(one: Judged): string {
  const { scenario, outage } = one.result;
  return [
    `${nameOf(one)} survives ${scenario.name}, but should not: ${outageSentence(outage.unanswered)}`,
    ...acknowledgedTexts(one),
  ].join("\n");
}

function acknowledgedTexts({ breaches }: Judged): string[] {
  return breaches.acknowledged.map(({ invariant, reason }) => wrapped(`  acknowledged    ${invariant}: ${reason}`, 18));
}

function momentsOf({ breaches }: Judged): number[] {
  return breaches.open.map(({ at }) => at);
}
