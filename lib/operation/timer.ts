import type { Span } from "./span";

/** A time that matters for a failover. The names are part of the public API: users give measured values by name. */
export interface Timer {
  /** Lower-case words joined by `-`: `host-loss-detection`. */
  readonly name: string;
  /** A noun phrase: `until the loss of a host is noticed`. */
  readonly what: string;
  /** How long it takes. */
  readonly span: Span;
  /** Where the figures come from. */
  readonly source: string;
  /** The keys of the declaration that set it; none if no key does. */
  readonly keys: readonly string[];
}
