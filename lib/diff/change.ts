import type { Path } from "../model/origin";
import type { Effect } from "../options/effect";

/** Something in an environment that has changed. */
export interface Change extends Effect {
  /** Where in the declaration: of a key, of an element, of a pair's option; empty for a whole environment. */
  readonly path: Path;
  /** The word for what it belongs to: environment, Management Layer, network, host, BIG-IP, pair. */
  readonly element: string;
  readonly kind: "added" | "removed" | "changed";
  /** As the environment file says it; undefined if there is nothing. */
  readonly was?: unknown;
  readonly is?: unknown;
  /** The pairs whose service it affects, by name. */
  readonly pairs: readonly string[];
}
