import { v } from "../model/schema";
import type { Span } from "../operation/span";
import { DRILL_FORMAT } from "./drill-kit";
import type { RecordedOutage } from "./measured-outage";

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = v.strictObject({ minimum: whole, typical: whole, maximum: whole });

/** `running`: the run was cut off so that it could not even say so. */
const OUTCOMES = ["passed", "failed", "stopped", "interrupted", "running"] as const;
const outcome = v.picklist(OUTCOMES);

const checkRecord = v.strictObject({
  what: text,
  expected: text,
  actual: text,
  outcome: v.picklist(["held", "failed", "not checked"]),
});

const stepRecord = v.strictObject({
  title: text,
  by: v.picklist(["runner", "person"]),
  /** Date and time, UTC. */
  begun: text,
  outcome,
  unanswered: v.strictObject({
    expected: span,
    /** Left out where nothing was measured. */
    actual: v.optional(v.strictObject({ atLeast: whole, atMost: v.optional(whole) })),
  }),
  measures: v.array(text),
  /** Runs of control scripts: the timer of the simulator that each is, and how long it took. */
  runs: v.array(v.strictObject({ timer: text, milliseconds: whole })),
  checks: v.array(checkRecord),
});

const scenarioRecord = v.strictObject({
  name: text,
  title: text,
  outcome,
  preconditions: v.array(checkRecord),
  steps: v.array(stepRecord),
});

export const drillResultsShape = v.strictObject({
  format: v.literal(DRILL_FORMAT),
  version: text,
  /** The hash of the kit. */
  kit: text,
  environment: text,
  pair: text,
  begun: text,
  outcome,
  /** Why it did not go on. */
  stopped: v.optional(v.strictObject({ code: text, reason: text })),
  scenarios: v.array(scenarioRecord),
  sha256: text,
});

/** What a run of a drill came to: plain data, `results-<time>.json`. Times in milliseconds. */
export type DrillResults = v.InferOutput<typeof drillResultsShape>;
export type ScenarioRecord = v.InferOutput<typeof scenarioRecord>;
export type StepRecord = v.InferOutput<typeof stepRecord>;
export type CheckRecord = v.InferOutput<typeof checkRecord>;
export type DrillOutcome = (typeof OUTCOMES)[number];

/** Whether an outage is what was expected. What the probe cannot tell is left open: some length that it may have had has to be inside. */
export function isInside(expected: Span, { atLeast, atMost = Number.POSITIVE_INFINITY }: RecordedOutage): boolean {
  return atMost >= expected.minimum && atLeast <= expected.maximum;
}
