import { serverNames } from "../configuration-layer/application-names";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";
import { allOf } from "../text/wording";
import { type EnvironmentDiff, environmentDiff } from "./environment-diff";
import type { Snapshot } from "./snapshot";

type Environments = ReadonlyMap<string, Snapshot>;

/** What an environment takes over from another environment, which gives it up in the same change. */
interface Takeover {
  readonly from: string;
  readonly to: string;
  /** In words. */
  readonly what: readonly string[];
}

/**
 * Compares environments with later ones, in the order in which they are applied. Removed environments come first, and no environment takes a host, an
 * address or an application before the environment that has it gives it up. Pure.
 */
export function environmentsDiff(was: Environments, is: Environments): EnvironmentDiff[] {
  const takeovers = takeoversOf(was, is);
  const gone = [...was.keys()].filter((name) => !is.has(name)).sort();
  const names = inOrder([...gone, ...[...is.keys()].sort()], takeovers);
  return names.map((name, index) => {
    const diff = environmentDiff(was.get(name), is.get(name));
    const earlier = new Set(names.slice(0, index));
    const taken = takeovers.filter(({ to }) => to === name);
    const given = takeovers.filter(({ from, to }) => from === name && !earlier.has(to));
    return {
      ...diff,
      order: [...taken.map((one) => (earlier.has(one.from) ? afterGiver(one) : inTwo(one))), ...diff.order],
      rollback: [...given.map(afterTaker), ...diff.rollback],
    };
  });
}

function afterGiver({ from, what }: Takeover): string {
  return `Do all steps of environment ${from} first, before any step of this one: until then environment ${from} has ${allOf(what)}.`;
}

function afterTaker({ to, what }: Takeover): string {
  return `Do the way back of environment ${to} first: until then that environment has ${allOf(what)}.`;
}

/** If environments take from each other, one of them would always come too early. */
function inTwo({ from, what }: Takeover): string {
  return `Do not apply this as it is. Split the change in two: one in which the pairs leave and one in which they come. Environment ${from}, which takes over from here as well, has ${allOf(what)} until its own steps below are done.`;
}

/** Each environment comes after those that it takes from; if that is not possible, the order stays as it was. */
function inOrder(names: readonly string[], takeovers: readonly Takeover[]): string[] {
  const open = [...names];
  const isReady = (name: string) => takeovers.every(({ from, to }) => to !== name || !open.includes(from));
  return names.map(() => open.splice(Math.max(0, open.findIndex(isReady)), 1)[0]!);
}

function takeoversOf(was: Environments, is: Environments): Takeover[] {
  const left = new Map(
    [...was].flatMap(([from, { topology }]) => {
      const kept = holdingsOf(is.get(from)?.topology);
      return [...holdingsOf(topology)]
        .filter(([key]) => !kept.has(key))
        .map(([key, words]) => [key, { from, words }] as const);
    }),
  );
  return [...is].flatMap(([to, { topology }]) => {
    const had = holdingsOf(was.get(to)?.topology);
    const taken = new Map<string, Set<string>>();
    for (const key of holdingsOf(topology).keys()) {
      const one = had.has(key) ? undefined : left.get(key);
      if (one !== undefined) taken.set(one.from, (taken.get(one.from) ?? new Set()).add(one.words));
    }
    return [...taken].map(([from, what]): Takeover => ({ from, to, what: [...what] }));
  });
}

/** What only one environment may have, with the words for it: its applications, the hosts of its servers by their addresses, its virtual IPs. */
function holdingsOf(topology: Topology | undefined): ReadonlyMap<string, string> {
  const holdings = new Map<string, string>();
  for (const pair of topology?.pairs.values() ?? []) {
    for (const { name, existing } of [...serverNames(pair), ...optionOf(pair).applicationNames(pair)])
      if (!existing) holdings.set(`application ${name}`, `the applications of pair ${pair.name}`);
    for (const { host } of serversOf(pair))
      for (const { address } of topology!.hosts.get(host)!.interfaces) holdings.set(address, `host ${host}`);
    const claim = virtualIpOf(pair, topology!);
    if (claim !== undefined) holdings.set(claim.address, `the virtual IP ${claim.address}`);
  }
  return holdings;
}
