import { errors, type Problem } from "../errors";
import type { Path } from "../model/origin";
import { shapeOf } from "../synth/shape";
import { type RequirementName, type Requirements, requirementsDeclaration, systemsOf } from "./requirements";

/** A problem of requirements, with the keys that lead to it. */
export interface RequirementProblem {
  readonly path: Path;
  readonly problem: Problem;
}

/** Requirements, or everything that is wrong with them. */
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

/** What cannot be true together. */
export function contradictionsIn(requirements: Requirements): RequirementProblem[] {
  const { hosts, os = [], sameSubnet, sameDataCenter } = requirements;
  if (hosts !== 1) return [];
  const clash = (name: RequirementName, what: string) => ({
    path: [name],
    problem: errors.requirementsContradict("one host", what),
  });
  return [
    ...(systemsOf(os).length > 1 ? [clash("os", "two operating systems")] : []),
    ...(sameSubnet === false ? [clash("sameSubnet", "different subnets")] : []),
    ...(sameDataCenter === false ? [clash("sameDataCenter", "different data centres")] : []),
  ];
}
