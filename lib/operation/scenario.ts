import type { Duration } from "../model/duration";

/** One thing that happens in a scenario. */
export interface ScenarioStep {
  /**
   * When: so long after the step before, or when nothing is under way any more.
   * @default "0s"
   */
  readonly after?: Duration | "settled" | undefined;
  /**
   * What goes wrong or is done, by the name of its kind: `host-power-loss`. Either this or `heal` is given.
   * @default - nothing: `heal` is given
   */
  readonly inject?: string | undefined;
  /**
   * What is mended again.
   * @default - nothing: `inject` is given
   */
  readonly heal?: string | undefined;
  /**
   * Whom it strikes: `primary` and `backup` are what was declared so, whatever role they have by now; others by their names.
   * @default - nothing in particular
   */
  readonly on?: string | undefined;
}

/** A course of events to try, as data. The steps start where the pair serves as it was declared. */
export interface Scenario {
  /** Lower-case words joined by `-`: `primary-host-power-loss`. Part of the public API. */
  readonly name: string;
  /** What happens, as a sentence without its full stop. */
  readonly title: string;
  /** What happens, one after the other. */
  readonly steps: readonly ScenarioStep[];
  /**
   * How long it is watched after the last step.
   * @default - until nothing is under way any more, and no longer than a day
   */
  readonly until?: Duration | undefined;
}
