import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";

/** A pair that is declared under another name, step by step; `to` is undefined where that is one for the time in between. */
type Rename = { readonly from: string; readonly to: string | undefined } | { readonly goes: string };

/**
 * What to do where pairs go on under names that others have until now. A pair is compared with the one of its name, so that each is taken for the other
 * one with other servers, and all are stopped; through a name that is free, each is one pair under another name.
 */
export function exchangedNames(was: Topology, is: Topology): string[] {
  const moves = new Map(
    [...was.pairs.values()].flatMap((pair): [string, string][] => {
      const servers = applicationsOf(pair);
      const next = [...is.pairs.values()].find((one) => applicationsOf(one) === servers);
      return next === undefined || next.name === pair.name ? [] : [[pair.name, next.name]];
    }),
  );
  const exchanged = [...moves].filter(([, to]) => was.pairs.has(to));
  if (exchanged.length === 0) return [];
  const named = exchanged.map(([from, to]) => `${from} goes on as ${to}`).join(", ");
  const steps = renames(moves, new Set(was.pairs.keys())).map(renameText);
  return [
    `Better not at once: ${named}, ${exchanged.length === 1 ? "a name that another pair has" : "names that other pairs have"} until now. What follows takes each name for the pair that had it, stops the servers of all of them, and nobody reaches any of them meanwhile. One after the other only one pair is away at a time, with an environment file and an apply for each step: ${steps.join("; then ")}. \`sip-ha diff\` tells the order of each.`,
  ];
}

function applicationsOf(pair: Parameters<typeof serversOf>[0]): string {
  return JSON.stringify(
    serversOf(pair)
      .map(({ application }) => application)
      .sort(),
  );
}

/** Each pair to its name when that is free: where none is, a pair that goes is taken away, or one waits under a name of its own. */
function renames(moves: ReadonlyMap<string, string>, names: ReadonlySet<string>): Rename[] {
  const [left, taken] = [new Map(moves), new Set(names)];
  const steps: Rename[] = [];
  while (left.size > 0) {
    const free = [...left].find(([, to]) => !taken.has(to));
    const gone = [...left.values()].find((to) => !left.has(to));
    if (free !== undefined) {
      const [from, to] = free;
      steps.push({ from, to });
      left.delete(from);
      taken.delete(from);
      taken.add(to);
    } else if (gone !== undefined) {
      steps.push({ goes: gone });
      taken.delete(gone);
    } else {
      // All that are left go round: each has its own name again before another one has to wait.
      const [from] = left.keys();
      steps.push({ from: from!, to: undefined });
      taken.delete(from!);
    }
  }
  return steps;
}

function renameText(rename: Rename): string {
  if ("goes" in rename) return `${rename.goes} is taken out`;
  const { from, to } = rename;
  return to === undefined ? `${from} under a name that no pair has` : `what is ${from} in the present file as ${to}`;
}
