import { environmentFileSchema } from "../constructs/when-synthesized";
import { errors, meantKey } from "../errors";
import { isMapping } from "../model/mapping";
import type { Origin, Path, RemovedAt } from "../model/origin";
import { dirname, isAbsolute, join, normalize } from "../text/paths";
import { declaredSource, isTopologyFile } from "./model-source";
import { fileMeantBy, type ReadSource, readSource } from "./source-file";
import { type LocatedProblem, readYaml, type YamlSource } from "./yaml-source";

/** An environment file together with the files that it extends, as one value that knows the place of each part. */
export interface LayeredSource {
  readonly value: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  readonly removedAt: RemovedAt;
  /** Whether a synth wrote it as the model of an environment, so that it is not a declaration. */
  readonly isModel: boolean;
}

/**
 * Reads an environment file. If it has `extends: <file>`, named from its own folder, that file is read first, and this one is laid over it: mappings
 * are merged key by key, every other value replaces, and `null` removes. If the file is the `topology.yaml` of an output, it is converted to the form
 * of an environment file.
 */
export function readLayers(file: string, read: ReadSource = readSource): LayeredSource | readonly LocatedProblem[] {
  const layers: YamlSource[] = [];
  for (let next: string | undefined = file; next !== undefined; ) {
    const source: YamlSource | readonly LocatedProblem[] = readYaml(next, {
      read,
      ifEmpty: "start from an example, e.g. examples/first-pair.yaml",
    });
    if (!("value" in source)) return source.map((one) => seenFrom(layers.at(-1), one));
    if (isTopologyFile(source)) {
      const above = layers.at(-1);
      return above === undefined
        ? declaredSource(source, read)
        : [{ problem: errors.modelExtended(), position: above.locate(["extends"], "value").position }];
    }
    layers.push(source);
    const mistyped = mistypedExtends(source.value);
    if (mistyped !== undefined)
      return [
        {
          problem: errors.unknownKey(mistyped, environmentKeys(), "extends"),
          position: source.locate([mistyped], "key").position,
        },
      ];
    const base: unknown = source.value.extends;
    const position = source.locate(["extends"], "value").position;
    if (base !== undefined && (typeof base !== "string" || base === ""))
      return [{ problem: errors.extendsNoFile(base), position }];
    next = base === undefined ? undefined : named(base, next);
    const chain = layers.map((layer) => normalize(layer.file));
    if (next !== undefined && chain.includes(next))
      return [{ problem: errors.extendsCycle([...chain, next]), position }];
  }
  const removed: Path[] = [];
  const { extends: _, ...value } = layers
    .map((layer) => layer.value)
    .reduceRight((below, above) => laidOver(below, above, [], removed));
  const origin = originIn(layers);
  const removedAt: RemovedAt = (path) => {
    const above = removed.find((one) => one.every((key, index) => key === path[index]));
    return above && origin(above, "key");
  };
  return { value: withoutEmptySections(value), origin, removedAt, isModel: false };
}

/** A base that is named on Windows, `..\base.yaml`, is also found on the system that runs the pipeline. */
function named(base: string, from: string): string {
  const path = base.replaceAll("\\", "/");
  return isAbsolute(path) ? normalize(path) : join(dirname(from), path);
}

/** The key that most likely means `extends`: without the base, every key of the base would be reported as missing. */
function mistypedExtends(value: Readonly<Record<string, unknown>>): string | undefined {
  const keys = environmentKeys();
  return Object.keys(value).find((key) => !keys.includes(key) && meantKey(key, value, keys) === "extends");
}

/** If the base is not a file, the mistake is in the file that names it. */
function seenFrom(above: YamlSource | undefined, one: LocatedProblem): LocatedProblem {
  if (above === undefined || !["file-not-found", "file-unreadable", "file-not-at-revision"].includes(one.problem.code))
    return one;
  const problem =
    one.problem.code === "file-not-found"
      ? errors.baseNotFound(one.position.file, fileMeantBy(one.position.file))
      : one.problem;
  return { problem, position: above.locate(["extends"], "value").position };
}

/** The keys that a file may have. */
function environmentKeys(): string[] {
  return Object.keys(environmentFileSchema.entries);
}

/**
 * @param at the keys that lead to both values
 * @param removed collects the paths that `null` removes
 */
function laidOver(
  below: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
  at: Path,
  removed: Path[],
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = Object.hasOwn(result, key) ? result[key] : undefined;
    // A `null` that removes nothing stays, and is later reported as a value that nothing can have.
    if (value === null && under !== undefined) {
      delete result[key];
      removed.push([...at, key]);
      continue;
    }
    const merged = isMapping(under) && isMapping(value) ? laidOver(under, value, [...at, key], removed) : value;
    Object.defineProperty(result, key, { value: merged, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

/** A section whose entries are all commented out counts as absent. Deeper down, a key without a value is a slip: whoever writes it expects an effect. */
function withoutEmptySections(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isSection = (key: string) => Object.hasOwn(environmentFileSchema.entries, key);
  return Object.fromEntries(Object.entries(value).filter(([key, item]) => item !== null || !isSection(key)));
}

/** The uppermost file that has the whole path; otherwise the file that has most of it. */
function originIn(layers: readonly YamlSource[]): Origin {
  return (path, part) => {
    let best: ReturnType<YamlSource["locate"]> | undefined;
    for (const layer of layers) {
      const located = layer.locate(path, part);
      if (best === undefined || located.found > best.found) best = located;
    }
    return best?.position;
  };
}
