import { type Breakage, type Depth, pairInvariants, type Scenario, type SweepResult, sweepPair } from "sip-server-ha";
import { show } from "../../errors";
import { grouped } from "../../model/grouped";
import { SWEEP_PLACES } from "../../operation/sweep-places";
import { verdictText } from "../../report/scenario-text";
import { sweepReport } from "../../report/sweep-report";
import { counted } from "../../text/wording";
import { wrapped } from "../../text/wrapped";
import { TestMisuse, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";
import { accountOf } from "./account";
import { acceptedReason, type BrokenInvariant, breachesIn, notEvaluated } from "./breach";
import type { Outcome } from "./outcome";
import {
  checkOptions,
  orMisuse,
  pairsOf,
  SIMULATION_KEYS,
  type Simulated,
  type SimulatedPair,
  type SimulationOptions,
  simulateAll,
} from "./simulated";

/** Where the invariants are expected to hold, and which of them. */
export interface InvariantOptions extends SimulationOptions {
  /** Names of scenarios in the catalogue, or scenarios of your own.
   * @default - each scenario of the catalogue that applies to the pair; none if a sweep is requested */
  readonly scenarios?: readonly (string | Scenario)[] | undefined;
  /** Names of invariants that need not hold, in addition to those that the environment acknowledges.
   * @default - none */
  readonly except?: readonly string[] | undefined;
  /** Every fault alone (`single`), or also every combination of two faults at every moment (`double`), which takes seconds for each pair.
   * @default - no sweep */
  readonly sweep?: Depth | undefined;
}

/** A pair's sweep, with the breakages that are not acknowledged. */
interface Swept {
  readonly pair: SimulatedPair;
  readonly result: SweepResult;
}

/** A scenario in which an invariant is broken. */
interface Broken {
  readonly simulated: Simulated;
  readonly verdict: BrokenInvariant;
}

/** Whether no invariant is broken in scenarios, or by the faults of a sweep, except those that the environment acknowledges. */
export function satisfiesAllInvariants(subject: Synthesized, options: InvariantOptions = {}): Outcome {
  checkInvariantOptions(options);
  const { except = [], sweep } = options;
  const pairs = pairsOf(subject, options);
  const scenarios = options.scenarios ?? (sweep === undefined ? undefined : []);
  const tried = simulateAll(subject, pairs, scenarios);
  const judged = tried.map((simulated) => ({ simulated, ...breachesIn(subject, simulated, except) }));
  const broken = judged.flatMap(({ simulated, open }) => open.map((verdict): Broken => ({ simulated, verdict })));
  const swept = sweep === undefined ? [] : pairs.map((pair) => sweptPair(subject, pair, sweep, except));
  const found = swept.filter(({ result }) => result.breakages.length > 0);
  const isMet = broken.length === 0 && found.length === 0;
  const unknown =
    judged.find((one) => one.unknown !== undefined)?.unknown ??
    swept.flatMap(({ result }) => result.notEvaluated)[0]?.reason;
  if (isMet && unknown !== undefined)
    throw notEvaluated(`whether ${subject.environment} satisfies all invariants`, unknown);
  return {
    isMet,
    message: () =>
      isMet
        ? `${subject.environment} satisfies all invariants, but should not: ${triedText(pairs, tried, sweep)}`
        : [
            `${subject.environment} does not satisfy all invariants`,
            ...(broken.length === 0 ? [] : brokenTexts(subject, broken)),
            ...found.map((one) => sweptText(subject, one)),
          ].join("\n\n"),
  };
}

function checkInvariantOptions(options: InvariantOptions): void {
  checkOptions(options, [...SIMULATION_KEYS, "scenarios", "except", "sweep"]);
  const { scenarios, except, sweep } = options;
  for (const [key, list] of Object.entries({ scenarios, except }))
    if (list !== undefined && !Array.isArray(list)) throw noList(key, list);
  const names = pairInvariants().map(({ name }) => name);
  for (const name of except ?? []) if (!names.includes(name)) throw unknownName("there is no invariant", name, names);
  const depths: readonly Depth[] = ["single", "double"];
  if (sweep !== undefined && !depths.includes(sweep)) throw unknownName("there is no sweep", sweep, depths);
  if (scenarios?.length === 0 && sweep === undefined)
    throw new TestMisuse({
      message: "without a scenario or a sweep, nothing is tried",
      found: "no scenarios",
      fix: "leave out scenarios for all that apply, or ask for a sweep",
    });
}

function noList(key: string, found: unknown): TestMisuse {
  return new TestMisuse({
    message: `${key} is a list`,
    found: show(found),
    allowed: "a list, even for a single entry",
    fix: `write ${key}: [...]`,
  });
}

function sweptPair(subject: Synthesized, pair: SimulatedPair, depth: Depth, except: readonly string[]): Swept {
  const result = orMisuse(() => sweepPair(subject.model, depth, pair.props));
  const isOpen = ({ invariant, strikes }: Breakage) =>
    !except.includes(invariant) &&
    acceptedReason(subject, invariant, pair.name, SWEEP_PLACES[strikes.length - 1]!) === undefined;
  return { pair, result: { ...result, breakages: result.breakages.filter(isOpen) } };
}

/** By pair and number of the invariant: the shortest way to each breach, and in full how the first one came about. */
function brokenTexts(subject: Synthesized, broken: readonly Broken[]): string[] {
  const places = new Map(pairInvariants().map(({ name }, index) => [name, index]));
  const placeOf = ({ verdict }: Broken) => places.get(verdict.invariant.name)!;
  const groups = grouped(
    [...broken].sort((a, b) => placeOf(a) - placeOf(b)),
    ({ simulated, verdict }) => [`${simulated.pair.name} ${verdict.invariant.name}`],
  );
  const shortest = [...groups.values()].map((group) => ({
    group,
    one: group.reduce((a, b) => (b.verdict.counterExample.length < a.verdict.counterExample.length ? b : a)),
  }));
  const [first] = shortest;
  const { simulated, verdict } = first!.one;
  const { environment, pair, scenario } = simulated.result;
  return [
    ...shortest.map(({ group, one }) => groupText(group, one)),
    wrapped(`${environment}/${pair} ${scenario.name}: ${scenario.title}`, 2),
    accountOf(subject, simulated, [verdict.at]),
  ];
}

function groupText(group: readonly Broken[], { simulated, verdict }: Broken): string {
  const { environment, pair, scenario } = simulated.result;
  const { number, name, title } = verdict.invariant;
  const names = group.map((one) => one.simulated.result.scenario.name);
  return [
    wrapped(`${environment}/${pair} ${number} ${name}: ${title}`, 2),
    wrapped(`  in ${names.join(", ")}`, 5),
    ...(names.length === 1 ? [] : [`  as in ${scenario.name}:`]),
    ...verdictText(verdict),
  ].join("\n");
}

function sweptText({ environment }: Synthesized, { pair, result }: Swept): string {
  const titles = new Map(pairInvariants().map(({ name, title }) => [name, title]));
  return sweepReport(result, { pair: `${environment}/${pair.name}`, titles, acknowledged: () => undefined });
}

function triedText(pairs: readonly SimulatedPair[], tried: readonly Simulated[], sweep: Depth | undefined): string {
  const parts = [
    ...(tried.length === 0 ? [] : [counted(tried.length, "scenario")]),
    ...(sweep === undefined ? [] : [`a sweep of ${sweep} faults`]),
  ];
  return `${counted(pairs.length, "pair")}, ${parts.join(" and ")}`;
}
