import type { InvariantVerdict } from "sip-server-ha";
import { covers } from "../../checks/acknowledgement";
import { TestMisuse } from "../misuse";
import type { Synthesized } from "../synthesized";
import type { Simulated } from "./simulated";

/** The verdict on an invariant that is broken, and how it is broken. */
export type BrokenInvariant = Extract<InvariantVerdict, { verdict: "broken" }>;

/** A breach that somebody has accepted. */
export interface AcknowledgedBreach {
  readonly invariant: string;
  readonly reason: string;
}

/** The broken invariants of a scenario, and what is not known. */
export interface Breaches {
  /** Broken, and not acknowledged. */
  readonly open: readonly BrokenInvariant[];
  readonly acknowledged: readonly AcknowledgedBreach[];
  /** Why something could not be evaluated; undefined if everything could. */
  readonly unknown: string | undefined;
}

/**
 * Why the environment accepts that an invariant is broken; undefined if it does not.
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
 * The invariants that are broken in a scenario, split by whether the environment accepts them.
 *
 * @param except names of invariants to leave out
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

/** What could not be evaluated neither holds nor fails to hold: it fails a test either way. */
export function notEvaluated(what: string, reason: string): TestMisuse {
  return new TestMisuse({
    message: `${what} cannot be evaluated`,
    found: reason,
    fix: "report it with the environment file, or correct the scenario if it is your own",
  });
}
