import type { Duration } from "../model/duration";

/** One thing that happens in a scenario. */
export interface ScenarioStep {
  /**
   * When: this long after the previous step, or when nothing is in progress any more.
   * @default "0s"
   */
  readonly after?: Duration | "settled" | undefined;
  /**
   * What goes wrong or is done, by the name of its kind: `host-power-loss`. Either this or `heal` is given.
   * @default - nothing: `heal` is given
   */
  readonly inject?: string | undefined;
  /**
   * What is repaired.
   * @default - nothing: `inject` is given
   */
  readonly heal?: string | undefined;
  /**
   * The target: `primary` and `backup` are the servers declared as such, whatever role they have by now; other targets go by their names.
   * @default - nothing in particular
   */
  readonly on?: string | undefined;
}

/** A course of events to try, as data. Before the first step the pair serves as declared. */
export interface Scenario {
  /** Lower-case words joined by `-`: `primary-host-power-loss`. Part of the public API. */
  readonly name: string;
  /** What happens, as a sentence without its full stop. */
  readonly title: string;
  /** What happens, one after the other. */
  readonly steps: readonly ScenarioStep[];
  /**
   * How long the scenario is watched after the last step.
   * @default - until nothing is in progress any more, and no longer than a day
   */
  readonly until?: Duration | undefined;
}
