import type { DrillKit, Instruction } from "./drill-kit";

/** What is broken at the moment. */
export interface Broken {
  /** How it is mended, as a sentence without its full stop. */
  readonly mend: string;
  /** What the runner's program does, where that has broken it. */
  readonly does?: string | undefined;
}

/** Comes before what depends on it. */
export const SEE_ROLES =
  "In Solution Control Interface, see which server is primary; where none is, start one of them, and the other one after it";

/** What an instruction says, as a sentence without its full stop. */
export function instructionText({ where, order, host, command }: Instruction): string {
  const what = order ?? `on ${host}: \`${command}\``;
  if (where === undefined) return what;
  return order === undefined ? `${where}, ${what}` : `${where}: ${what}`;
}

/**
 * How things are brought back where a drill ends before its time, a line each.
 *
 * @param broken what is broken at the moment
 * @param hasBegun whether any step was begun
 */
export function bringBackLines(broken: readonly Broken[], hasBegun: boolean, { bringBack }: DrillKit): string[] {
  if (!hasBegun) return ["Nothing was done to the pair."];
  const instructions = [
    ...broken.map(({ mend, does }) => (does === undefined ? mend : `${mend}; the runner has done it: ${does}`)),
    SEE_ROLES,
    ...bringBack.map(instructionText),
    "Make a call",
  ];
  return ["To bring things back:", ...instructions.map((text, index) => `  ${index + 1}. ${text}.`)];
}
