import { formatMilliseconds } from "../model/duration";
import { grouped } from "../model/grouped";
import { titleOf } from "../operation/fault-kind";
import { PACES } from "../operation/span";
import type { AcceptedBreach } from "../report/junit-report";
import { brokenText, scenarioText } from "../report/scenario-text";
import { sequenceDiagram } from "../report/sequence-diagram";
import { faultKinds } from "../simulation/faults/fault-kinds";
import { initialWorld } from "../simulation/initial-world";
import type { Knob } from "../simulation/knob";
import type { ScenarioResult } from "../simulation/result";
import { boundTexts, longestText } from "../simulation/time-text";
import { textTable } from "../text/text-table";
import type { SimulatedPair } from "./simulated-pairs";

/** A result, with what would make its outage shorter if that was asked for. */
export interface ToldResult {
  readonly result: ScenarioResult;
  readonly knobs?: readonly Knob[] | undefined;
}

/**
 * Results as an engineer reads them. If no scenario is asked for: a table of the scenarios of each pair, then the course of each scenario that breaks
 * an invariant that is not acknowledged.
 */
export function simulationText(
  told: readonly ToldResult[],
  acceptedOf: (result: ScenarioResult) => readonly AcceptedBreach[],
  isInFull: boolean,
): string {
  if (isInFull) return told.map(({ result, knobs }) => scenarioText(result, knobs)).join("\n\n");
  const pairs = grouped(told, ({ result }) => [`${result.environment}/${result.pair}`]);
  const open = told.filter(({ result }) => openIn(result, acceptedOf(result)).length > 0);
  return [
    ...[...pairs].map(([name, members]) => overview(name, members, acceptedOf)),
    ...open.map(({ result }) => brokenText(result)),
  ].join("\n\n");
}

function overview(
  name: string,
  members: readonly ToldResult[],
  acceptedOf: (result: ScenarioResult) => readonly AcceptedBreach[],
): string {
  const { option, objective } = members[0]!.result;
  const { recoveryTimeObjective } = objective;
  const accepts =
    recoveryTimeObjective === undefined
      ? "no recovery time objective is declared"
      : `the recovery time objective is ${formatMilliseconds(recoveryTimeObjective)}`;
  const rows = members.map(({ result }) => [
    result.scenario.name,
    ...boundTexts(result.outage.unanswered),
    result.objective.verdict,
    verdictOf(result, acceptedOf(result)),
  ]);
  const helps = members.flatMap(({ result, knobs = [] }) =>
    knobs
      .slice(0, 1)
      .map(({ key, now, half, before, after, findings }) => [
        result.scenario.name,
        `${key} ${half} instead of ${now}`,
        longestText(before),
        longestText(after),
        findings.join(", "),
      ]),
  );
  return [
    `${name} (${option}): how long no new call is answered; ${accepts}`,
    textTable(["scenario", ...PACES, "objective", "invariants"], rows, new Set([1, 2, 3])),
    ...(helps.length === 0
      ? []
      : [
          "what helps most:",
          textTable(["scenario", "with", "at most", "then", "sip-ha check reports"], helps, new Set([2, 3])),
        ]),
  ].join("\n\n");
}

function openIn({ verdicts }: ScenarioResult, accepted: readonly AcceptedBreach[]): string[] {
  const names = verdicts.filter(({ verdict }) => verdict === "broken").map(({ invariant }) => invariant.name);
  return names.filter((name) => !accepted.some(({ invariant }) => invariant === name));
}

function verdictOf(result: ScenarioResult, accepted: readonly AcceptedBreach[]): string {
  const open = openIn(result, accepted);
  const unknown = result.verdicts.some(({ verdict }) => verdict === "not evaluated");
  const parts = [
    ...(open.length === 0 ? [] : [`broken: ${open.join(", ")}`]),
    ...(accepted.length === 0 ? [] : [`acknowledged: ${accepted.map(({ invariant }) => invariant).join(", ")}`]),
    ...(unknown ? ["not evaluated"] : []),
  ];
  return parts.length === 0 ? "hold" : parts.join("; ");
}

/** A Markdown document of sequence diagrams, one for each scenario. */
export function diagramDocument(results: readonly ScenarioResult[]): string {
  return results
    .map(
      (result) =>
        `## ${result.environment}/${result.pair} ${result.scenario.name}\n\n\`\`\`mermaid\n${sequenceDiagram(result)}\`\`\`\n`,
    )
    .join("\n");
}

/** What can be simulated for a pair, as plain data. */
export function pairList({ setting, scenarios }: SimulatedPair) {
  const world = initialWorld(setting);
  return {
    environment: setting.topology.environment,
    pair: setting.pair.name,
    scenarios: scenarios.map(({ name, title }) => ({ name, title })),
    faults: [...faultKinds(setting).values()].map(({ name, title, targets, heal }) => ({
      name,
      title,
      on: targets(world).filter((target) => target !== ""),
      canHeal: heal !== undefined,
    })),
    timers: [...setting.timers.values()].map(({ name, what, span, source, keys }) => ({
      name,
      what,
      ...span,
      source,
      keys,
    })),
  };
}

/** The same as an engineer reads it. */
export function listText(pair: SimulatedPair): string {
  const { setting } = pair;
  const { environment, pair: name, scenarios, faults, timers } = pairList(pair);
  return [
    `${environment}/${name}`,
    textTable(
      ["scenario", "what happens"],
      scenarios.map((one) => [one.name, one.title]),
    ),
    textTable(
      ["fault", "on", "what happens"],
      faults.map(({ name: fault, on, title }) => [fault, on.join(", "), titleOf({ title }, "<on>")]),
    ),
    textTable(
      ["timer", ...PACES, "declared by", "what"],
      timers.map((one) => [
        one.name,
        ...PACES.map((pace) => formatMilliseconds(one[pace])),
        setting.measured.has(one.name) ? "measured" : one.keys.join(", "),
        one.what,
      ]),
      new Set([1, 2, 3]),
    ),
  ].join("\n\n");
}
