import { errors } from "../errors";
import { duration, durationOr } from "../model/declared";
import { isMapping } from "../model/mapping";
import { v } from "../model/schema";
import type { Span } from "../operation/span";
import { spanOf, wrongTimes } from "../simulation/measured-time";
import { shapeOf } from "../synth/shape";
import { type LocatedProblem, readYaml } from "./yaml-source";

const span = v.strictObject({ minimum: duration, typical: duration, maximum: duration });
const always = durationOr("; or {minimum, typical, maximum} of such, e.g. {minimum: 1s, typical: 2s, maximum: 3s}");

/**
 * Reads measured times: a mapping from the names of timers to one duration each, or to the shortest, usual and longest one. All problems in the file
 * are reported at once.
 *
 * @param known the existing timers
 */
export function readMeasuredTimers(
  file: string,
  known: readonly string[],
): { readonly timers: ReadonlyMap<string, Span> } | { readonly problems: readonly LocatedProblem[] } {
  const source = readYaml(file, { ifEmpty: "write a timer and its time, e.g. host-loss-detection: 12s" });
  if (!("value" in source)) return { problems: source };
  const problems: LocatedProblem[] = [];
  const timers = new Map<string, Span>();
  for (const [name, value] of Object.entries(source.value)) {
    if (!known.includes(name)) {
      const { position } = source.locate([name], "key");
      problems.push({ problem: errors.unknownName("timer", name, known), position });
      continue;
    }
    const read = readSpan(value, name);
    if ("span" in read) timers.set(name, read.span);
    else
      for (const { path, part, problem } of read.problems)
        problems.push({ problem, position: source.locate(path, part).position });
  }
  return problems.length > 0 ? { problems } : { timers };
}

function readSpan(value: unknown, name: string) {
  const shaped = isMapping(value) ? shapeOf(span, value, [name]) : shapeOf(always, value, [name]);
  if ("problems" in shaped) return shaped;
  const wrong = wrongTimes(name, shaped.value);
  if (wrong.length === 0) return { span: spanOf(shaped.value) };
  return {
    problems: wrong.map(({ pace, problem }) => ({
      path: pace === undefined ? [name] : [name, pace],
      part: "value" as const,
      problem,
    })),
  };
}
