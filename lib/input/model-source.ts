import { hash } from "node:crypto";
import { declarationFrom, pathInTopologyFile } from "../diff/declared-model";
import { errors } from "../errors";
import { isMapping, type Mapping } from "../model/mapping";
import { basename, dirname, join } from "../text/paths";
import type { LayeredSource } from "./layered-source";
import { modelProblems } from "./model-shape";
import type { ReadSource } from "./source-file";
import type { LocatedProblem, YamlSource } from "./yaml-source";

/**
 * Whether a file is the model of an output. An environment file may have the same name, and by a slip the same section of acknowledgements. Only the
 * model, however, has a list of interfaces: in an environment file their names are keys.
 */
export function isTopologyFile({ file, value }: YamlSource): boolean {
  return basename(file) === "topology.yaml" && Array.isArray(value.acknowledgements) && hasListedInterfaces(value);
}

function hasListedInterfaces({ hosts }: Mapping): boolean {
  return isMapping(hosts) && Object.values(hosts).some((host) => isMapping(host) && Array.isArray(host.interfaces));
}

/** The model in the form of an environment file, which knows the place of each of its parts; or the problems that prevent the conversion. */
export function declaredSource(source: YamlSource, read: ReadSource): LayeredSource | readonly LocatedProblem[] {
  const { file, value, locate } = source;
  if (isEdited(file, read)) return [{ problem: errors.modelEdited(), position: { file, line: 1, column: 1 } }];
  const problems = modelProblems(source);
  if (problems.length > 0) return problems;
  return {
    value: { ...declarationFrom(value) },
    origin: (path, part) => locate(pathInTopologyFile(path, value), part).position,
    removedAt: () => undefined,
    isModel: true,
  };
}

/**
 * Whether the file is in an output whose list has another hash for it. Statements about it would then not be true of what is deployed, which is what
 * the scripts beside it do. A copy elsewhere belongs to no output, and may be changed to try something out. Line ends do not count, because git changes
 * them.
 */
function isEdited(file: string, read: ReadSource): boolean {
  const [model, list] = [read(file), read(join(dirname(file), "artifacts.yaml"))];
  if (!("text" in model && "text" in list)) return false;
  return !list.text.includes(hash("sha256", model.text.replaceAll("\r\n", "\n")));
}
