import { errors, type Problem } from "../errors";
import type { Path } from "../model/origin";
import { shapeOf } from "../synth/shape";
import { type RequirementName, type Requirements, requirementsDeclaration, systemsOf } from "./requirements";

/** A problem of requirements, with the keys that lead to it. */
export interface RequirementProblem {
  readonly path: Path;
  readonly problem: Problem;
}

/** The requirements, or everything that is wrong with them. */
export type ReadRequirements =
  | { readonly requirements: Requirements }
  | { readonly problems: readonly RequirementProblem[] };

/** Checks the shape of requirements, and that they do not contradict each other. */
export function readRequirements(value: unknown): ReadRequirements {
  const shaped = shapeOf(requirementsDeclaration, value, []);
  if ("problems" in shaped) return shaped;
  const problems = contradictionsIn(shaped.value);
  return problems.length > 0 ? { problems } : { requirements: shaped.value };
}

/** One of two things that cannot be true together. */
interface Side {
  readonly requirement: RequirementName;
  /** In words. */
  readonly says: string;
}

/** Two requirements that cannot be true together, as a problem of the second. */
export interface Contradiction extends RequirementProblem {
  readonly sides: readonly [Side, Side];
}

/** What cannot be true together. */
export function contradictionsIn(requirements: Requirements): Contradiction[] {
  const { hosts, os = [], sameSubnet, sameDataCenter } = requirements;
  if (hosts !== 1) return [];
  const one: Side = { requirement: "hosts", says: "one host" };
  const clash = (requirement: RequirementName, says: string): Contradiction => ({
    path: [requirement],
    problem: errors.requirementsContradict(one.says, says),
    sides: [one, { requirement, says }],
  });
  return [
    ...(systemsOf(os).length > 1 ? [clash("os", "two operating systems")] : []),
    ...(sameSubnet === false ? [clash("sameSubnet", "different subnets")] : []),
    ...(sameDataCenter === false ? [clash("sameDataCenter", "different data centres")] : []),
  ];
}
