import { formatMilliseconds } from "../model/duration";
import type { Breakage, Strike, SweepResult } from "../simulation/sweep";

/** How many combinations of two faults the report shows for each invariant. */
const SHOWN = 5;

/** What the report of a sweep needs beyond its result. */
export interface SweepReportProps {
  /** The pair's name. */
  readonly pair: string;
  /** What each invariant says, by name. */
  readonly titles: ReadonlyMap<string, string>;
  /** Why somebody accepts that so many faults break an invariant; undefined if nobody does. */
  readonly acknowledged: (invariant: string, faults: number) => string | undefined;
}

/** A sweep's findings for a person to read: by invariant, what breaks it, and how the first breach comes about. */
export function sweepReport(result: SweepResult, { pair, titles, acknowledged }: SweepReportProps): string {
  const { breakages, notEvaluated } = result;
  const invariants = [...new Set(breakages.map(({ invariant }) => invariant))];
  return [
    `pair ${pair}: ${tried(result)}`,
    ...(invariants.length === 0 ? ["  nothing breaks an invariant"] : []),
    ...invariants.map((invariant) => {
      const found = breakages.filter((one) => one.invariant === invariant);
      return invariantReport(found, titles.get(invariant)!, (faults) => acknowledged(invariant, faults));
    }),
    ...notEvaluated.map(({ strikes, reason }) => `  not evaluated: ${titleOf(strikes)}\n    ${reason}`),
  ].join("\n");
}

function tried({ depth, faults, courses, merged }: SweepResult): string {
  return depth === "single"
    ? `${faults} faults, one at a time`
    : `${faults} faults, and each with each other one at every moment: ${courses} courses of events, of which ${merged} came to a state that was known`;
}

function invariantReport(
  found: readonly Breakage[],
  title: string,
  reasonFor: (faults: number) => string | undefined,
): string {
  const single = found.filter(({ strikes }) => strikes.length === 1);
  const double = found.filter(({ strikes }) => strikes.length > 1).sort((a, b) => b.moments - a.moments);
  const [first] = [...single, ...double];
  const accepted = (faults: number) => {
    const reason = reasonFor(faults);
    return reason === undefined ? [] : [`      acknowledged: ${reason}`];
  };
  return [
    `  ${first!.number} ${first!.invariant}: ${title}`,
    ...(single.length === 0 ? [] : ["    broken by one fault:", ...accepted(1), ...single.map(breakageLine)]),
    ...(double.length === 0
      ? []
      : [
          `    broken by two faults, and by neither alone: ${double.length}`,
          ...accepted(2),
          ...double.slice(0, SHOWN).map(breakageLine),
        ]),
    ...(double.length > SHOWN ? [`      and ${double.length - SHOWN} more, which --json has`] : []),
    "    how the first of them comes about:",
    ...first!.account.map(
      ({ at, actor, action, why }) => `      ${formatMilliseconds(at).padStart(8)}  ${actor}: ${action} (${why})`,
    ),
    `      ${formatMilliseconds(first!.at).padStart(8)}  broken: ${first!.text}`,
  ].join("\n");
}

function breakageLine({ strikes, text }: Breakage): string {
  return `      ${titleOf(strikes)}: ${text}`;
}

function titleOf(strikes: readonly Strike[]): string {
  return strikes
    .map(({ title, at }, index) => (index === 0 ? title : `and ${formatMilliseconds(at)} later ${title}`))
    .join(", ");
}
