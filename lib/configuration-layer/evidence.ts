import { everyOf } from "../model/every-of";

/**
 * How well something is known.
 *  - `documented`: read in the vendor's documentation of this product or its framework.
 *  - `analogous`: read, but about another product, another vendor or the operating system itself.
 *  - `inferred`: deduced from what is documented.
 *  - `unverified`: remembered or plausible, seen in no text. The artifact and the runbook say so.
 */
export const EVIDENCE = everyOf<Evidence>({ documented: true, analogous: true, inferred: true, unverified: true });
/** How well something is known, the best first: `documented`, `analogous`, `inferred`, `unverified`. */
export type Evidence = "documented" | "analogous" | "inferred" | "unverified";

/** The weakest of several kinds of evidence; `documented` if there are none. */
export function weakest(evidence: Iterable<Evidence>): Evidence {
  let index = 0;
  for (const one of evidence) index = Math.max(index, EVIDENCE.indexOf(one));
  return EVIDENCE[index]!;
}
