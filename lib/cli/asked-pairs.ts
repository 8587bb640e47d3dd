import type { CheckedEnvironment } from "../constructs/checked-environment";
import { errors, type Problem } from "../errors";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { ofFlag } from "./use-report";

/** A pair of an environment that a command is about. */
export interface AskedPair {
  readonly environment: CheckedEnvironment;
  readonly topology: Topology;
  readonly pair: SipServerPair;
}

/** All pairs of environments that could be understood. */
export function pairsOf(environments: readonly CheckedEnvironment[]): AskedPair[] {
  return environments.flatMap((environment) => {
    const topology = environment.resolution().topology!;
    return [...topology.pairs.values()].map((pair) => ({ environment, topology, pair }));
  });
}

/** All pairs, or the pairs that `--pair` names: `inbound` is that pair in every environment that has it, `prod/inbound` only the one in `prod`. */
export function askedPairs(
  environments: readonly CheckedEnvironment[],
  name: string | undefined,
): { readonly pairs: readonly AskedPair[] } | { readonly problem: Problem } {
  const all = pairsOf(environments);
  if (name === undefined) return { pairs: all };
  // No name of a pair has a slash.
  const called = ({ environment, pair }: AskedPair) =>
    name.includes("/") ? `${environment.environmentName}/${pair.name}` : pair.name;
  const pairs = all.filter((one) => called(one) === name);
  if (pairs.length > 0) return { pairs };
  return { problem: ofFlag("--pair", errors.missingReference("pair", name, [...new Set(all.map(called))])) };
}
