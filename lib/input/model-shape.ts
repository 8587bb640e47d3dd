import { errors, type Problem } from "../errors";
import { isMapping, type Mapping } from "../model/mapping";
import { formatPosition, type Path } from "../model/origin";
import type { LocatedProblem, YamlSource } from "./yaml-source";

/**
 * Problems that keep a `topology.yaml` from being converted to the form of an environment file. There the names of interface, connection, option and
 * backend are keys: a name must not be missing, and if two interfaces had the same name, one of them would be lost. People do edit the file, though it
 * asks them not to.
 */
export function modelProblems({ value, locate }: YamlSource): readonly LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  const report = (problem: Problem, path: Path) => problems.push({ problem, position: locate(path, "value").position });
  const named = (holder: unknown, key: string, path: Path): void => {
    if (!isMapping(holder)) return;
    const name = holder[key];
    if (name === undefined) report(errors.missingKey(key), path);
    else if (typeof name !== "string") report(errors.wrongType(name, "text"), [...path, key]);
  };
  for (const [name, host] of elements(value.hosts)) {
    const list: readonly unknown[] = Array.isArray(host.interfaces) ? host.interfaces : [];
    const at = (index: number): Path => ["hosts", name, "interfaces", index];
    const first = new Map<unknown, number>();
    for (const [index, one] of list.entries()) {
      named(one, "name", at(index));
      if (!isMapping(one) || typeof one.name !== "string") continue;
      const earlier = first.get(one.name);
      if (earlier === undefined) first.set(one.name, index);
      else {
        const { position } = locate([...at(earlier), "name"], "value");
        report(errors.duplicateName("interface", one.name, formatPosition(position)), [...at(index), "name"]);
      }
    }
    named(host.connection, "type", ["hosts", name, "connection"]);
  }
  for (const [name, pair] of elements(value.pairs))
    named(pair.highAvailability, "option", ["pairs", name, "highAvailability"]);
  named(value.backend, "type", ["backend"]);
  return problems;
}

function elements(section: unknown): (readonly [name: string, element: Mapping])[] {
  return Object.entries(isMapping(section) ? section : {}).flatMap(([name, one]) =>
    isMapping(one) ? [[name, one] as const] : [],
  );
}
