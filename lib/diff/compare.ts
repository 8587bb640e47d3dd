import { ELEMENT_KINDS, ELEMENTS, type ElementKind } from "../model/element";
import { isMapping, type Mapping } from "../model/mapping";
import type { Path } from "../model/origin";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { deduced, type Effect, own, together } from "../options/effect";
import { affectedPairs } from "./affected-pairs";
import type { Change } from "./change";
import { counterpartOf, followersOf } from "./counterpart";
import { declarationOf } from "./declared-model";
import { differences } from "./difference";
import { effectOfKey } from "./key-effects";

/**
 * What changes from one model of an environment to another, key by key in the words of the environment file, and how each change affects service.
 * An element that is only on one side is one change; a different option of a pair is also one change. Pure.
 *
 * @param was undefined if the environment is new
 * @param is undefined if it is removed
 */
export function compare(was: Topology | undefined, is: Topology | undefined): Change[] {
  if (was === undefined || is === undefined) return wholeEnvironment(was, is);
  const [before, after] = [declarationOf(was), declarationOf(is)];
  const { networks: _n, hosts: _h, bigIps: _b, pairs: _p, ...once } = before;
  const { networks: _n2, hosts: _h2, bigIps: _b2, pairs: _p2, ...onceNow } = after;
  const changes = keys(once, onceNow, [], was, is);
  for (const kind of ELEMENT_KINDS)
    changes.push(...elements(kind, before[kind] ?? {}, after[kind] ?? {}, was, is, changes));
  return changes;
}

function wholeEnvironment(was: Topology | undefined, is: Topology | undefined): Change[] {
  const one = is ?? was;
  if (one === undefined) return [];
  const about = { path: [], element: "environment", pairs: [...one.pairs.keys()] };
  return [
    is === undefined
      ? {
          ...about,
          kind: "removed",
          was: one.environment,
          ...own("outage", "its pairs are taken out of service"),
        }
      : { ...about, kind: "added", is: one.environment, ...own("none", "nobody uses it yet") },
  ];
}

function elements(
  kind: ElementKind,
  before: Mapping,
  after: Mapping,
  was: Topology,
  is: Topology,
  known: readonly Change[],
): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): Change[] => {
    const path = [kind, name];
    const about = { path, element: ELEMENTS[kind].what, pairs: affectedPairs(path, was, is) };
    if (!Object.hasOwn(before, name)) {
      const old = kind === "pairs" ? counterpartOf(is.pairs.get(name)!, is, was) : undefined;
      return old === undefined
        ? [{ ...about, kind: "added", is: name, ...own("none", "nothing that serves uses it before it is there") }]
        : [
            { ...about, kind: "added", is: name, ...renamedEffect(old, is.pairs.get(name)!) },
            ...pair(before[old.name] as Mapping, after[name] as Mapping, name, under(name, old, was), is, undefined),
          ];
    }
    if (!Object.hasOwn(after, name)) return [{ ...about, kind: "removed", was: name, ...removal(path, was, is) }];
    return kind === "pairs"
      ? pair(before[name] as Mapping, after[name] as Mapping, name, was, is, known)
      : keys(before[name], after[name], path, was, is);
  });
}

/** The earlier model with the pair under its present name, so that the keys of both are compared with each other. */
function under(name: string, old: SipServerPair, was: Topology): Topology {
  return { ...was, pairs: new Map([...was.pairs, [name, { ...old, name }]]) };
}

function renamedEffect(old: SipServerPair, now: SipServerPair): Effect {
  const renamed = own("none", `it is pair ${old.name} under another name`);
  const isOfOption = old.highAvailability.option === now.highAvailability.option;
  return together(renamed, isOfOption ? optionOf(now).renameEffect?.(now) : undefined);
}

function removal([kind, name]: Path, was: Topology, is: Topology): Effect {
  if (kind !== "pairs") return own("none", "anything that still used it is a separate change");
  const followers = followersOf(was.pairs.get(String(name))!, was, is).map((one) => one.name);
  return followers.length > 0
    ? own("none", `it goes on as ${followers.join(" and ")}`)
    : own("outage", "callers of this pair are no longer served", { releases: true });
}

/**
 * A different option is one change, because none of its keys has the same meaning; the rest of the pair is compared key by key.
 *
 * @param known what changes besides pairs; undefined if the pair has another name, because what is named after the pair cannot exist twice
 */
function pair(
  before: Mapping,
  after: Mapping,
  name: string,
  was: Topology,
  is: Topology,
  known: readonly Change[] | undefined,
): Change[] {
  const [old, now] = [was.pairs.get(name)!, is.pairs.get(name)!];
  if (old.highAvailability.option === now.highAvailability.option) return keys(before, after, ["pairs", name], was, is);
  const { highAvailability: _, ...rest } = before;
  const { highAvailability: _2, ...restNow } = after;
  const others = keys(rest, restNow, ["pairs", name], was, is);
  const moved: Change = {
    path: ["pairs", name, "highAvailability"],
    element: ELEMENTS.pairs.what,
    kind: "changed",
    was: old.highAvailability.option,
    is: now.highAvailability.option,
    pairs: [name],
    ...movedEffect(old, now, known && [...others, ...known.filter(({ pairs }) => pairs.includes(name))]),
  };
  return [...others, moved];
}

/** Other changes of a pair or of its hosts are not made while the pair has two ways in. */
function movedEffect(old: SipServerPair, now: SipServerPair, others: readonly Change[] | undefined): Effect {
  const [from, to] = [optionOf(old).title, optionOf(now).title];
  const beside = others?.every(({ effect }) => effect === "none") ? optionOf(now).besideHeading?.(now, old) : undefined;
  if (beside !== undefined)
    return deduced(
      "switchover",
      `callers are moved from ${from} to ${to} while both lead to the primary; the servers are restarted one after the other`,
      { beside },
    );
  return deduced(
    "outage",
    `callers are moved from ${from} to ${to}; from the release of ${from} at the latest, they cannot reach the pair until ${to} serves them`,
    { releases: true, removes: true, restarts: true },
  );
}

function keys(before: unknown, after: unknown, at: Path, was: Topology, is: Topology): Change[] {
  return differences(before, after, at).map(({ path, before: old, after: now }) => ({
    path,
    element: wordFor(path),
    kind: old === undefined ? "added" : now === undefined ? "removed" : "changed",
    was: old,
    is: now,
    pairs: affectedPairs(path, was, is).filter((name) => isServed(name, was, is)),
    ...effectOfKey({ path, before: old, after: now, was, is }),
  }));
}

/** Nobody misses a pair that did not exist before, whatever else changes around it. */
function isServed(name: string, was: Topology, is: Topology): boolean {
  return was.pairs.has(name) || counterpartOf(is.pairs.get(name)!, is, was) !== undefined;
}

function wordFor([kind]: Path): string {
  if (kind === "managementLayer") return "Management Layer";
  return isMapping(ELEMENTS[kind as ElementKind]) ? ELEMENTS[kind as ElementKind].what : "environment";
}
