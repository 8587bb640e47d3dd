import { distance } from "fastest-levenshtein";
import { shown } from "./shown";

/** Longer texts are not measured letter by letter. */
const LONGEST = 500;

/** How far apart two texts are: 0 for the same text, 1 for nothing in common. */
export function textDistance(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.max(one.length, other.length);
  return length > LONGEST ? 1 : distance(one, other) / length;
}

/** The lines of a text, without the line break at its end. */
export function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** How a text of several lines differs from the expected one: the first line that differs. */
export function firstDifference(expected: string, received: string): string {
  const [wanted, had] = [expected.split("\n"), received.split("\n")];
  const index = wanted.findIndex((line, at) => line !== had[at]);
  const line = index === -1 ? wanted.length : index;
  return `Expected a different text; the first difference is in line ${line + 1}: expected ${shown(wanted[line])} but received ${shown(had[line])}`;
}

/**
 * The line of a text that is nearest to a regular expression, with its number; undefined if none is near. Special characters in the expression are left
 * out of the comparison.
 */
export function nearestLine(
  source: string,
  text: string,
): { readonly number: number; readonly line: string } | undefined {
  const wanted = literalPart(source);
  if (wanted === "" || wanted.length > LONGEST) return undefined;
  let best: { number: number; line: string; off: number } | undefined;
  linesOf(text).forEach((line, index) => {
    if (line.length > LONGEST) return;
    // A line may say more than what is looked for.
    const off = distance(wanted, line.trim()) - Math.max(0, line.trim().length - wanted.length);
    if (best === undefined || off < best.off) best = { number: index + 1, line: line.trim(), off };
  });
  return best !== undefined && best.off <= wanted.length / 3 ? best : undefined;
}

/** The letters that a regular expression takes literally. */
function literalPart(source: string): string {
  return source
    .replaceAll(/\\[bBdDsSwW]|\[[^\]]*\]|[*+?^$()|]|\{\d+(?:,\d*)?\}|(?<!\\)\./g, "")
    .replaceAll(/\\(.)/g, "$1");
}
