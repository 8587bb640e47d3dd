import type { HostExpectation } from "./host-expectation";
import type { HostFacts } from "./host-facts";

/** A host, with what was collected about it; without facts if nothing was collected. */
export interface ComparedHost {
  readonly expected: HostExpectation;
  readonly facts: HostFacts | undefined;
}

/** Whoever collects during a switchover may meet none or both, so that is said. */
export const COLLECT_AGAIN = "if a switchover ran while facts were collected, collect again";
