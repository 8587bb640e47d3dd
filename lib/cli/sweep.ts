import type { AcknowledgedFinding, Finding, NotEvaluated } from "../checks/finding";
import { formatReport, joined, type LocatedReport } from "../checks/located-report";
import { SWEEP_PLACES } from "../operation/sweep-places";
import { sweepReport } from "../report/sweep-report";
import { invariants } from "../simulation/invariants";
import type { Setting } from "../simulation/setting";
import { type Breakage, type Depth, type SweepResult, sweep } from "../simulation/sweep";
import { momentText } from "../simulation/time-text";
import type { AskedPair } from "./asked-pairs";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { progressBar } from "./progress-bar";
import { judge } from "./simulation-findings";

/** A pair's sweep. */
interface SweptPair {
  readonly setting: Setting;
  readonly result: SweepResult;
}

const TITLES = new Map(invariants.map(({ name, title }) => [name, title]));

/** `sip-ha simulate --sweep`: tries every fault, or every two faults, of each pair. Exits with 1 if they break an invariant that is not acknowledged. */
export function sweepCommand(
  settings: readonly Setting[],
  asked: readonly AskedPair[],
  read: LocatedReport,
  { depth, json }: { readonly depth: Depth; readonly json: boolean },
): number {
  const swept = sweepAll(settings, depth);
  const found = judge(swept.flatMap(findingsOf), swept.flatMap(notEvaluatedOf), asked, read, false);
  if (json) {
    const sweeps = swept.map(({ setting: { topology, pair }, result }) => ({
      environment: topology.environment,
      pair: pair.name,
      ...result,
    }));
    process.stdout.write(jsonReport(joined(read, found), { sweeps }));
  } else {
    const texts = swept.map(({ setting: { topology, pair }, result }) =>
      sweepReport(result, {
        pair: `${topology.environment}/${pair.name}`,
        titles: TITLES,
        acknowledged: acknowledgedOf(found.acknowledged, topology.environment, pair.name),
      }),
    );
    process.stdout.write(`${[...texts, formatReport(found)].join("\n\n")}\n`);
  }
  return found.notEvaluated.length > 0 ? EXIT.findings : exitCode(found, false);
}

function sweepAll(settings: readonly Setting[], depth: Depth): SweptPair[] {
  return settings.map((setting) => {
    const progress = progressBar(`${setting.topology.environment}/${setting.pair.name}`, "faults");
    try {
      return { setting, result: sweep(setting, depth, progress.show) };
    } finally {
      progress.end();
    }
  });
}

/** One finding for each invariant and number of faults: the first combination stands for all. */
function findingsOf({ setting: { topology, pair }, result }: SweptPair): Finding[] {
  const first = new Map<string, Breakage>();
  for (const one of result.breakages) {
    const key = `${one.invariant} ${one.strikes.length}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].map((one): Finding => {
    const { invariant, strikes, text, at } = one;
    const same = result.breakages.filter(
      (other) => other.invariant === invariant && other.strikes.length === strikes.length,
    );
    return {
      code: invariant,
      level: "error",
      kind: "rule",
      environment: topology.environment,
      path: ["pairs", pair.name, SWEEP_PLACES[strikes.length - 1]!],
      part: "key",
      message: text,
      found: `${momentText(at)} after the start: ${strikes.map(({ title }) => title).join(", and ")}${same.length > 1 ? `; and ${same.length - 1} more` : ""}`,
      allowed: TITLES.get(invariant)!,
      fix: "fix the cause, or acknowledge it with a reason",
    };
  });
}

function notEvaluatedOf({ setting: { topology, pair }, result }: SweptPair): NotEvaluated[] {
  return result.notEvaluated.map(({ strikes, reason }) => ({
    code: strikes.at(-1)!.fault,
    environment: topology.environment,
    path: ["pairs", pair.name, SWEEP_PLACES[strikes.length - 1]!],
    reason: `${strikes.map(({ title }) => title).join(", and ")}: ${reason}`,
    fix: "report it with the environment file",
  }));
}

function acknowledgedOf(acknowledged: readonly AcknowledgedFinding[], environment: string, pair: string) {
  const own = acknowledged.filter(({ finding }) => finding.environment === environment && finding.path[1] === pair);
  return (invariant: string, faults: number) =>
    own.find(({ finding }) => finding.code === invariant && finding.path[2] === SWEEP_PLACES[faults - 1])?.reason;
}
