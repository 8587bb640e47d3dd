import type { Pace } from "../operation/span";
import type { LostCalls } from "./lost-calls";
import type { ScenarioOutage } from "./scenario-outage";
import type { InvariantVerdict } from "./verdict";

/** What happened to a pair in a scenario: plain data, which `JSON.stringify` keeps as it is. Times are milliseconds since the start. */
export interface ScenarioResult {
  /** The environment's name. */
  readonly environment: string;
  /** The pair's name. */
  readonly pair: string;
  /** The pair's option for high availability: `ipAddressTakeover`. */
  readonly option: string;
  /** The scenario. */
  readonly scenario: { readonly name: string; readonly title: string };
  /** The course at the typical pace. */
  readonly timeline: readonly TimelineLine[];
  /** Who answers for the virtual IP from each moment on, at the typical pace: none, one, or two hosts at a time. Empty if the option has no virtual IP. */
  readonly holders: readonly HolderChange[];
  /** Who answers new calls from each moment on, at the typical pace. */
  readonly answers: readonly AnswerChange[];
  /** For how long the pair answers no new call. */
  readonly outage: ScenarioOutage;
  /** What happens to calls. */
  readonly calls: LostCalls;
  /** The outage beside what the business accepts. */
  readonly objective: ObjectiveComparison;
  /** One verdict for each invariant, in the order of the catalogue. */
  readonly verdicts: readonly InvariantVerdict[];
  /** Courses that could not be followed to their end, by pace. */
  readonly failures: readonly CourseFailure[];
}

/** A line of the timeline. */
export interface TimelineLine {
  /** Milliseconds since the start. */
  readonly at: number;
  /** Who acts: a server, a host, LCA, a caller. */
  readonly actor: string;
  /** What the actor does, in the present tense. */
  readonly action: string;
  /** Why, as a clause. */
  readonly why: string;
  /** The index of the line that it follows from; left out if it follows from none. */
  readonly causedBy?: number | undefined;
}

/** From when on the virtual IP is elsewhere. */
export interface HolderChange {
  /** Milliseconds since the start. */
  readonly at: number;
  /** The hosts that answer for it, by name; empty if none does. */
  readonly hosts: readonly string[];
}

/** From when on new calls are answered by somebody else, or by nobody. */
export interface AnswerChange {
  /** Milliseconds since the start. */
  readonly at: number;
  /** The application; left out if nobody answers. */
  readonly by?: string | undefined;
  /** Why, as a clause. */
  readonly because: string;
}

/** The outage beside what the business accepts. */
export interface ObjectiveComparison {
  /** `recoveryTimeObjective` in milliseconds; left out if none is declared. */
  readonly recoveryTimeObjective?: number | undefined;
  /** Whether the longest time without an answer to a new call, at the slowest, is within the objective. */
  readonly verdict: "met" | "missed" | "not declared" | "not evaluated";
  /** Why it is not evaluated: the scenario was not watched for long enough; otherwise undefined. */
  readonly reason?: string | undefined;
}

/** Why a course says nothing: a behaviour throws, or events lead to each other for ever. */
export interface CourseFailure {
  /** The pace of the course. */
  readonly pace: Pace;
  /** What went wrong. */
  readonly message: string;
  /** The events that repeat, if they are the reason; otherwise undefined. */
  readonly loop?: readonly string[] | undefined;
}
