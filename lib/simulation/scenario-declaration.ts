import { errors } from "../errors";
import { duration, encodeProblem, line } from "../model/declared";
import { type Duration, durationFix, isDuration, milliseconds } from "../model/duration";
import { v } from "../model/schema";

const after = v.custom<Duration | "settled">(
  (value) => value === "settled" || (typeof value === "string" && isDuration(value)),
  ({ input }) => {
    const fix = durationFix(input);
    return encodeProblem({
      code: "invalid-duration",
      message: "not a time that a step can have",
      allowed: "a whole number with its unit, as 500ms, 9s, 2m or 1h; or settled: when nothing is under way any more",
      fix: `${fix}, or settled`,
    });
  },
);

/** The problem of a scenario that ends with its last step. */
export const UNWATCHED = {
  code: "invalid-duration",
  message: "a scenario that is not watched after its last step",
  allowed: "a time that is longer than 0s",
  fix: "watch it for longer than the recovery time objective, or remove until",
} as const;

const until = v.pipe(
  duration,
  v.check((value) => milliseconds(value) > 0, encodeProblem(UNWATCHED)),
);

/** A scenario as a user declares it, under its name. */
export const scenarioDeclaration = v.strictObject({
  title: v.optional(line),
  steps: v.pipe(
    v.array(
      v.strictObject({
        after: v.optional(after),
        inject: v.optional(v.string()),
        heal: v.optional(v.string()),
        on: v.optional(v.string()),
      }),
    ),
    v.minLength(1, encodeProblem(errors.scenarioEmpty())),
  ),
  until: v.optional(until),
});

/** Names of scenarios. */
export const SCENARIO_NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
