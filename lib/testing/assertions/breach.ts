import type { InvariantVerdict } from "sip-server-ha";
import { covers } from "../../checks/acknowledgement";
import { TestMisuse } from "../misuse";
import type { Synthesized } from "../synthesized";
import type { Simulated } from "./simulated";

/** An invariant that is broken, with where the environment accepts it. */
export type BrokenInvariant = Extract<InvariantVerdict, { verdict: "broken" }>;

/** A breach that somebody has accepted. */
export interface AcknowledgedBreach {
  readonly invariant: string;
  readonly reason: string;
}

/** What there is to say of the invariants in a scenario. */
export interface Breaches {
  /** Broken, and nobody accepts that. */
  readonly open: readonly BrokenInvariant[];
  readonly acknowledged: readonly AcknowledgedBreach[];
  /** Why something could not be evaluated; undefined where all could. */
  readonly unknown: string | undefined;
}

/**
 * Why the environment accepts that an invariant is broken; undefined where it does not.
 *
 * @param place the scenario, or the faults of a sweep
 */
export function acceptedReason(
  { model }: Synthesized,
  invariant: string,
  pair: string,
  place: string,
): string | undefined {
  const path = ["pairs", pair, place];
  return model.acknowledgements.find(({ finding, on }) => finding === invariant && covers(on, path))?.reason;
}

/**
 * The invariants that are broken in a scenario, as the environment accepts them.
 *
 * @param except names of invariants of which nothing is to be said
 */
export function breachesIn(subject: Synthesized, { result }: Simulated, except: readonly string[] = []): Breaches {
  const { pair, scenario, verdicts, failures } = result;
  const open: BrokenInvariant[] = [];
  const acknowledged: AcknowledgedBreach[] = [];
  let unknown = failures[0]?.message;
  for (const one of verdicts) {
    if (except.includes(one.invariant.name)) continue;
    if (one.verdict === "not evaluated") unknown ??= `${one.invariant.name}: ${one.reason}`;
    if (one.verdict !== "broken") continue;
    const { name } = one.invariant;
    const reason = acceptedReason(subject, name, pair, scenario.name);
    if (reason === undefined) open.push(one);
    else acknowledged.push({ invariant: name, reason });
  }
  return { open, acknowledged, unknown };
}

/** What could not be evaluated neither holds nor does not: it fails a test either way. */
export function notEvaluated(what: string, reason: string): TestMisuse {
  return new TestMisuse({
    message: `${what} cannot be evaluated`,
    found: reason,
    fix: "report it with the environment file, or correct the scenario if it is your own",
  });
}
