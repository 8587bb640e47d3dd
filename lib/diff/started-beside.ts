import type { Topology } from "../model/topology";
import type { Change } from "./change";
import type { OptionChange } from "./changed-options";
import { changesAt } from "./pair-work";

/** The applications besides a pair's servers that are started once the objects are imported: for the first time at their place, or again. */
function startedBeside(name: string, changes: readonly Change[]) {
  const own = changesAt(name, changes);
  const anew = new Set(own.flatMap(({ starts }) => starts ?? []));
  const again = [...new Set(own.flatMap(({ startsAgain }) => startsAgain ?? []))].filter((one) => !anew.has(one));
  return { anew, again: again.sort() };
}

/** The restarts of those applications, each once, whatever asks for it. */
export function restartsBeside({ pairs }: Topology, changes: readonly Change[]): string[] {
  return [...pairs.keys()].sort().flatMap((name) => {
    const { again } = startedBeside(name, changes);
    if (again.length === 0) return [];
    return [`Pair ${name}: restart ${again.join(", ")}${again.length > 1 ? ", one after the other" : ""}.`];
  });
}

/** Options that a pair's objects get, also from another pair's change, except the options of applications that are started with them anyway; those are restarted by name. */
export function optionsOfPairs(
  options: readonly OptionChange[],
  changes: readonly Change[],
): (OptionChange & Pick<Change, "path">)[] {
  return options.flatMap((one) => {
    const { pair, object, after } = one;
    if (pair === undefined) return [];
    const { anew, again } = startedBeside(pair, changes);
    const started = [...anew, ...again].map((application) => `application ${application}`);
    if (started.includes(object)) return [];
    const path = ["pairs", pair];
    return after === undefined || started.length === 0
      ? [{ ...one, path }]
      : [{ ...one, path, after: `Restart ${object.replace(/^application /, "")}.` }];
  });
}
