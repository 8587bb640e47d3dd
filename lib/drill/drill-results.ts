import { v } from "../model/schema";
import type { Span } from "../operation/span";
import { DRILL_FORMAT } from "./drill-kit";
import type { RecordedOutage } from "./measured-outage";

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = v.strictObject({ minimum: whole, typical: whole, maximum: whole });

/** `running`: the run was cut off before it could record how it ended. */
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
    /** Left out if nothing was measured. */
    actual: v.optional(v.strictObject({ atLeast: whole, atMost: v.optional(whole) })),
  }),
  measures: v.array(text),
  /** Runs of control scripts: each with the simulator's timer that it measures, and how long it took. */
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
  /** Why the run did not go on. */
  stopped: v.optional(v.strictObject({ code: text, reason: text })),
  scenarios: v.array(scenarioRecord),
  sha256: text,
});

/** The results of a drill's run: plain data, `results-<time>.json`. Times in milliseconds. */
export type DrillResults = v.InferOutput<typeof drillResultsShape>;
export type ScenarioRecord = v.InferOutput<typeof scenarioRecord>;
export type StepRecord = v.InferOutput<typeof stepRecord>;
export type CheckRecord = v.InferOutput<typeof checkRecord>;
export type DrillOutcome = (typeof OUTCOMES)[number];

/** Whether an outage is as expected. The probe leaves its length open within bounds: one of the possible lengths must be inside the expected span. */
export function isInside(expected: Span, { atLeast, atMost = Number.POSITIVE_INFINITY }: RecordedOutage): boolean {
  return atMost >= expected.minimum && atLeast <= expected.maximum;
}
