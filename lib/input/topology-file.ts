import { type Finding, inputFinding } from "../checks/finding";
import type { Located } from "../checks/located-report";
import { declarationFrom, pathInTopologyFile } from "../diff/declared-model";
import type { Topology } from "../model/topology";
import { resolve } from "../synth/resolve";
import { modelProblems } from "./model-shape";
import type { YamlSource } from "./yaml-source";

/** The model in a `topology.yaml`, or everything that is wrong with the file, with places. */
export type ReadTopology = { readonly topology: Topology } | { readonly problems: readonly Located<Finding>[] };

/** Reads the model back: the content is converted to the form of an environment file, and checked like one. */
export function readTopology(source: YamlSource): ReadTopology {
  const unshaped = modelProblems(source);
  if (unshaped.length > 0)
    return {
      problems: unshaped.map(({ problem, position }) => ({ entry: inputFinding(problem), place: { position } })),
    };
  const { value, locate } = source;
  const { topology, findings } = resolve(declarationFrom(value));
  if (topology !== undefined && findings.length === 0) return { topology };
  return {
    problems: findings.map((entry) => ({
      entry,
      place: { position: locate(pathInTopologyFile(entry.path, value), entry.part).position },
    })),
  };
}
