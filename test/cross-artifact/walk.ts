import { artifactsListWalk } from "./artifacts-list";
import { objectsWalk, optionsFilesWalk, reactionsWalk } from "./configuration-layer";
import { generalWalk } from "./general";
import { runbookWalk } from "./runbook";
import { installersWalk, scriptsWalk } from "./scripts";
import type { Stack, Walk } from "./stack";
import { terraformWalk } from "./terraform";

/** All checks of a stack. The general walk covers a new kind of file at once. A kind of file with references gets a walk of its own. */
export const WALKS: readonly Walk[] = [
  artifactsListWalk,
  generalWalk,
  terraformWalk,
  objectsWalk,
  reactionsWalk,
  optionsFilesWalk,
  scriptsWalk,
  installersWalk,
  runbookWalk,
];

/** Everything in a stack that is not the model's, one per line: `runbook.md:12: host sip-x is not the model's`. */
export function walk(stack: Stack): string[] {
  return WALKS.flatMap((one) => one(stack)).map(
    ({ file, line, text }) => `${file}${line === undefined ? "" : `:${line}`}: ${text}`,
  );
}
