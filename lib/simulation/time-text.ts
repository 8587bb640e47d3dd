import { formatLongest, formatMilliseconds } from "../model/duration";
import { PACES } from "../operation/span";
import type { Bound, Bounds } from "./scenario-outage";

/** A moment or a length of time to the millisecond, for a timeline: `13.535s`. */
export function momentText(value: number): string {
  return `${(value / 1_000).toFixed(3)}s`;
}

/** A bound as text for people. */
export function boundText(bound: Bound): string {
  if (bound === "does-not-end") return "no end";
  return bound === "not-evaluated" ? "unknown" : formatMilliseconds(bound);
}

/** The longest as text, rounded up: an objective that is declared with the printed time is met. */
export function longestText(bound: Bound): string {
  return typeof bound === "number" ? formatLongest(bound) : boundText(bound);
}

/** The text of each pace. */
export function boundTexts({
  minimum,
  typical,
  maximum,
}: Bounds): readonly [minimum: string, typical: string, maximum: string] {
  // A time as long as the longest has the same text as the longest.
  const text = (bound: Bound) => (bound === maximum ? longestText(bound) : boundText(bound));
  return [text(minimum), text(typical), text(maximum)];
}

/** `13.5s (9s to 21.1s)`; one figure if all are the same. */
export function boundsText(bounds: Bounds): string {
  const [minimum, typical, maximum] = boundTexts(bounds);
  return minimum === typical && typical === maximum ? typical : `${typical} (${minimum} to ${maximum})`;
}

/** Whether the time is zero at every pace. */
export function isNone(bounds: Bounds): boolean {
  return PACES.every((pace) => bounds[pace] === 0);
}

/** Says that an outage was not watched for long enough. */
export function watchedFor(milliseconds: number): string {
  return `it was watched for only ${formatMilliseconds(milliseconds)}`;
}

/** For how long no new call is answered, as a sentence without its full stop. */
export function outageSentence(unanswered: Bounds): string {
  const values = new Set(PACES.map((pace) => unanswered[pace]));
  const [only] = values;
  if (values.size === 1 && only === 0) return "every new call is answered";
  if (unanswered.typical === "does-not-end") {
    const [minimum, , maximum] = boundTexts(unanswered);
    const range = values.size === 1 ? "" : ` (${minimum} to ${maximum})`;
    return `no new call is answered, and that does not end by itself while the scenario is watched${range}`;
  }
  if (values.size === 1 && only === "not-evaluated") return "whether new calls are answered could not be evaluated";
  return `no new call is answered for ${boundsText(unanswered)}`;
}
