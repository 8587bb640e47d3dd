import type { Probe } from "./drill-kit";
import type { DrillResults } from "./drill-results";
import type { Question } from "./measured-outage";
import type { Unsealed } from "./seal";

/** What a command came to. */
export interface CommandOutcome {
  /** Undefined where it could not be started, or did not end in time. */
  readonly exitCode: number | undefined;
  /** What it printed on both streams. */
  readonly output: string;
}

/** A probe that asks as a caller would, again and again. */
export interface RunningProbe {
  /** Questions that were answered, or that nobody has answered in time. Those that still wait are not among them. */
  readonly questions: () => readonly Question[];
  readonly stop: () => void;
}

/** Everything that a run of a drill has to do with: time, hosts, the person, the file. */
export interface DrillSurroundings {
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  readonly clock: () => Date;
  /** Ends early where the run is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly run: (argv: readonly string[], input?: string) => Promise<CommandOutcome>;
  /** The answer of the person; undefined where there is nobody, or the run is interrupted. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly tell: (line: string) => void;
  /** Keeps what there is so far; a file that is there stays whole until the new one is. */
  readonly save: (results: Unsealed<DrillResults>) => void;
  readonly probe: (probe: Probe) => RunningProbe;
  /** Whether somebody has asked the run to end. */
  readonly isInterrupted: () => boolean;
}
