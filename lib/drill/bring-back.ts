import type { DrillKit, Instruction } from "./drill-kit";

/** What is broken at the moment. */
export interface Broken {
  /** How to repair it, as a sentence without its full stop. */
  readonly mend: string;
  /** What the runner's program did, if that program broke it. */
  readonly does?: string | undefined;
}

/** Comes before the steps that depend on it. */
export const SEE_ROLES =
  "In Solution Control Interface, find out which server is primary. If neither is, start one of them, and then the other one";

/** The text of an instruction, as a sentence without its full stop. */
export function instructionText({ where, order, host, command }: Instruction): string {
  const what = order ?? `run \`${command}\` on ${host}`;
  if (where === undefined) return what;
  return order === undefined ? `${where}, ${what}` : `${where}: ${what}`;
}

/**
 * How to restore everything if a drill ends early, one line for each step.
 *
 * @param broken what is broken at the moment
 * @param hasBegun whether any step was begun
 */
export function bringBackLines(broken: readonly Broken[], hasBegun: boolean, { bringBack }: DrillKit): string[] {
  if (!hasBegun) return ["Nothing was done to the pair."];
  const instructions = [
    ...broken.map(({ mend, does }) => (does === undefined ? mend : `${mend} (broken by the runner: ${does})`)),
    SEE_ROLES,
    ...bringBack.map(instructionText),
    "Make a call",
  ];
  return ["To bring things back:", ...instructions.map((text, index) => `  ${index + 1}. ${text}.`)];
}
