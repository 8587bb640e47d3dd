import { artifactsListWalk } from "./artifacts-list";
import { objectsWalk, optionsFilesWalk, reactionsWalk } from "./configuration-layer";
import { generalWalk } from "./general";
import { runbookWalk } from "./runbook";
import { installersWalk, scriptsWalk } from "./scripts";
import type { Stack, Walk } from "./stack";
import { terraformWalk } from "./terraform";

/** Every side from which a stack is looked at. A new kind of file gets the general walk at once, and a walk of its own where it has references. */
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

/** Everything in a stack that is not the model's, a line each: `runbook.md:12: host sip-x is not the model's`. */
export function walk(stack: Stack): string[] {
  return WALKS.flatMap((one) => one(stack)).map(
    ({ file, line, text }) => `${file}${line === undefined ? "" : `:${line}`}: ${text}`,
  );
}
