import { serversOf } from "../../lib/model/pair";
import { objectNames } from "./general";
import { type Complaint, linesOf, type Stack, type Walk } from "./stack";

const FILE = "runbook.md";

/** For the columns of tables, by header: whether a cell is right. */
const COLUMNS: Readonly<Record<string, (cell: string, stack: Stack, names: ReadonlySet<string>) => boolean>> = {
  host: (cell, { topology }) => topology.hosts.has(cell),
  "on host": (cell, { topology }) => topology.hosts.has(cell),
  after: (cell, { topology }) => cell === "-" || cell.split(", ").every((name) => topology.hosts.has(name)),
  application: (cell, _, names) => names.has(cell),
  starts: (cell, _, names) => names.has(cell),
  reaction: (cell, _, names) => names.has(cell),
  "scripts in": (cell, { topology }) =>
    [...topology.hosts.values()].some(({ installDirectory }) => installDirectory === cell),
};

/** Checks that the hosts, applications and files that the runbook names exist. */
export const runbookWalk: Walk = (stack) => {
  const { topology, files } = stack;
  const complaints: Complaint[] = [];
  const names = objectNames(stack);
  for (const pair of topology.pairs.values()) for (const { application } of serversOf(pair)) names.add(application);
  let header: readonly string[] = [];
  for (const [line, text] of linesOf(stack, FILE)) {
    const say = (what: string) => complaints.push({ file: FILE, line, text: what });
    for (const [, host] of text.matchAll(/^\s*(?:#|rem) on ([\w.-]+):$/g))
      if (!topology.hosts.has(host!)) say(`there is no host ${host}`);
    for (const [, path] of text.matchAll(/`([\w.-]+(?:\/[\w.<>-]+)+)`/g)) {
      const pattern = new RegExp(`^${path!.replaceAll(".", "\\.").replaceAll(/<[\w-]+>/g, "[^/]+")}(?:/|$)`);
      if (!Object.keys(files).some((file) => pattern.test(file))) say(`there is no file ${path}`);
    }
    const cells = /^\s*\|(.*)\|$/
      .exec(text)?.[1]
      ?.split("|")
      .map((cell) => cell.trim());
    if (cells === undefined) header = [];
    else if (header.length === 0) header = cells;
    else if (!cells.every((cell) => cell === "---"))
      for (const [index, cell] of cells.entries())
        if (COLUMNS[header[index]!]?.(cell, stack, names) === false) say(`${header[index]} ${cell} is not the model's`);
  }
  return complaints;
};
