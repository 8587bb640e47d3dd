/** A line of the timeline at its place in a row of a drawing. */
export interface NumberedPlace {
  readonly x: number;
  readonly number: number;
}

/** The text above places that are too close for a text each; `x` is its middle. */
export interface LineNumbers {
  readonly x: number;
  readonly text: string;
}

/** The width of a digit at the size of the numbers; `…` is twice as wide. */
const DIGIT = 5.4;
/** The space between two texts. */
const GAP = 4;

interface Group {
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly number[];
}

/**
 * The numbers of lines above their places, from left to right. Places whose texts would overlap share one text, which names exactly their lines: `4…6` means
 * three lines, `4, 6` means two.
 */
export function lineNumbers(places: readonly NumberedPlace[]): LineNumbers[] {
  const groups: Group[] = [];
  for (const { x, number } of places) {
    let group: Group = { from: x, to: x, numbers: [number] };
    // A longer text may touch the one before it.
    for (let before = groups.at(-1); before !== undefined && touch(before, group); before = groups.at(-1)) {
      groups.pop();
      group = { from: before.from, to: group.to, numbers: [...before.numbers, ...group.numbers] };
    }
    groups.push(group);
  }
  return groups.map((group) => ({ x: middleOf(group), text: textOf(group) }));
}

/** The width of the text when it is drawn. */
export function widthOf(text: string): number {
  return (text.length + (text.match(/…/g)?.length ?? 0)) * DIGIT;
}

function touch(before: Group, after: Group): boolean {
  const room = (widthOf(textOf(before)) + widthOf(textOf(after))) / 2 + GAP;
  return middleOf(after) - middleOf(before) < room;
}

function middleOf({ from, to }: Group): number {
  return (from + to) / 2;
}

function textOf({ numbers }: Group): string {
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && number === run.last + 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs.map(({ first, last }) => (first === last ? String(first) : `${first}…${last}`)).join(", ");
}
