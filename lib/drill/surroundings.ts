import type { Probe } from "./drill-kit";
import type { DrillResults } from "./drill-results";
import type { Question } from "./measured-outage";
import type { Unsealed } from "./seal";

/** The result of a command. */
export interface CommandOutcome {
  /** Undefined if the command could not be started, or did not end in time. */
  readonly exitCode: number | undefined;
  /** What it printed on both streams. */
  readonly output: string;
}

/** A probe that asks as a caller would, again and again. */
export interface RunningProbe {
  /** Questions that were answered, or that nobody answered in time. Questions that still wait are not included. */
  readonly questions: () => readonly Question[];
  readonly stop: () => void;
}

/** Everything that a drill's run deals with: time, hosts, the person, the file. */
export interface DrillSurroundings {
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  readonly clock: () => Date;
  /** Ends early if the run is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly run: (argv: readonly string[], input?: string) => Promise<CommandOutcome>;
  /** The person's answer; undefined if nobody is there, or the run is interrupted. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly tell: (line: string) => void;
  /** Saves the results so far; an existing file stays whole until the new one is complete. */
  readonly save: (results: Unsealed<DrillResults>) => void;
  readonly probe: (probe: Probe) => RunningProbe;
  /** Whether somebody has asked the run to end. */
  readonly isInterrupted: () => boolean;
}
