import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";

/** A step in which a pair is declared under another name; `to` is undefined if that name is only for the time in between. */
type Rename = { readonly from: string; readonly to: string | undefined } | { readonly goes: string };

/**
 * What to do if pairs continue under names that other pairs have until now. A pair is compared with the pair of its name, so each is taken for the other
 * pair with other servers, and all are stopped. By way of a free name, each is the same pair under another name.
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
    `Better not at once: ${named}, ${exchanged.length === 1 ? "a name that another pair has" : "names that other pairs have"} until now. The steps below take each name for the pair that had it and stop the servers of all of them; nobody reaches any of them meanwhile. If you rename one after the other, only one pair is away at a time, with an environment file and an apply for each step: ${steps.join("; then ")}. \`sip-ha diff\` shows the order of each.`,
  ];
}

function applicationsOf(pair: Parameters<typeof serversOf>[0]): string {
  return JSON.stringify(
    serversOf(pair)
      .map(({ application }) => application)
      .sort(),
  );
}

/** Each pair gets its name when the name is free. If no name is free, a pair that goes is removed, or one pair waits under a temporary name. */
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
      // The remaining pairs form circles: each circle is finished before another pair has to wait.
      const [from] = left.keys();
      steps.push({ from: from!, to: undefined });
      taken.delete(from!);
    }
  }
  return steps;
}

function renameText(rename: Rename): string {
  if ("goes" in rename) return `remove ${rename.goes}`;
  const { from, to } = rename;
  return to === undefined
    ? `declare ${from} under a name that no pair has`
    : `declare the pair that is ${from} in the present file as ${to}`;
}
