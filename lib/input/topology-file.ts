import type { Finding } from "../checks/finding";
import type { Located } from "../checks/located-report";
import { declarationFrom, pathInTopologyFile } from "../diff/declared-model";
import type { Topology } from "../model/topology";
import { resolve } from "../synth/resolve";
import { basename } from "../text/paths";
import type { LayeredSource } from "./layered-source";
import type { YamlSource } from "./yaml-source";

/** The model that a `topology.yaml` holds, or everything that is wrong with it, where it stands. */
export type ReadTopology = { readonly topology: Topology } | { readonly problems: readonly Located<Finding>[] };

/** Reads the model back: what the file holds is put in the words of the environment file, and checked as that is. */
export function readTopology({ value, locate }: YamlSource): ReadTopology {
  const { topology, findings } = resolve(declarationFrom(value));
  if (topology !== undefined && findings.length === 0) return { topology };
  return {
    problems: findings.map((entry) => ({
      entry,
      place: { position: locate(pathInTopologyFile(entry.path, value), entry.part).position },
    })),
  };
}

/** Whether a file is the model of an output: its name may be an environment file's as well, a section of acknowledgements it alone has. */
export function isTopologyFile({ file, value }: YamlSource): boolean {
  return basename(file) === "topology.yaml" && Array.isArray(value.acknowledgements);
}

/** The model in the words of an environment file, which knows where each part of it stands. */
export function declaredSource({ value, locate }: YamlSource): LayeredSource {
  return {
    value: { ...declarationFrom(value) },
    origin: (path, part) => locate(pathInTopologyFile(path, value), part).position,
    removedAt: () => undefined,
    isModel: true,
  };
}
