import { declarationFrom, pathInTopologyFile } from "../diff/declared-model";
import { basename } from "../text/paths";
import type { LayeredSource } from "./layered-source";
import type { YamlSource } from "./yaml-source";

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
