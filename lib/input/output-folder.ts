import { hash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { evaluate } from "../checks/engine";
import { type Finding, inputFinding } from "../checks/finding";
import type { Located } from "../checks/located-report";
import { EVIDENCE, type Evidence } from "../configuration-layer/evidence";
import type { ListedFile, Snapshot } from "../diff/snapshot";
import { errors, type Problem } from "../errors";
import { isMapping } from "../model/mapping";
import type { Position } from "../model/origin";
import { rules } from "../options";
import { OUTPUT_FORMAT } from "../synth/artifacts-file";
import { readRegularFile } from "../synth/regular-file";
import { packageVersion } from "../text/package-manifest";
import { join } from "../text/paths";
import { systemErrorCode } from "../text/system-error";
import { readTopology } from "./topology-file";
import { type LocatedProblem, readYaml, type YamlSource } from "./yaml-source";

/** An environment of an output, with the version of this package that wrote it; undefined if the output does not say. */
export interface OutputEnvironment extends Snapshot {
  readonly version?: string | undefined;
  /** What a reader must know before anything else: that another version wrote the output. */
  readonly warnings: readonly Located<Finding>[];
}

/** The environments of an output by name, or everything that keeps them from being read. */
export type ReadOutput =
  | { readonly environments: ReadonlyMap<string, OutputEnvironment> }
  | { readonly problems: readonly Located<Finding>[] };

type ReadSnapshot = Snapshot | { readonly problems: readonly Located<Finding>[] };

const MODEL = "topology.yaml";
const LIST = "artifacts.yaml";

/**
 * Reads what `sip-ha synth` has written: the output folder with all environments in its `stacks`, or the folder of one of them. Each needs its model
 * and its list of files. Any other listed file that is there must be as it was written; otherwise statements about it would not be true.
 *
 * @param ifMissing what to do if the folder is not an output
 */
export function readOutput(folder: string, ifMissing = "name such a folder"): ReadOutput {
  const stacks = stackFolders(folder);
  if ("problem" in stacks) return { problems: [at({ problem: stacks.problem, position: undefined }, folder)] };
  if (stacks.found.length === 0)
    return { problems: [at({ problem: errors.outputMissing(folder, ifMissing), position: undefined })] };
  const environments = new Map<string, OutputEnvironment>();
  const problems: Located<Finding>[] = [];
  const first = new Map<string, string>();
  for (const stack of stacks.found) {
    const read = readStack(stack);
    if ("problems" in read) {
      problems.push(...read.problems);
      continue;
    }
    const { environment } = read.topology;
    const earlier = first.get(environment);
    if (earlier !== undefined)
      problems.push(at({ problem: errors.outputTwice(environment, earlier), position: undefined }, stack));
    first.set(environment, stack);
    environments.set(environment, read);
  }
  return problems.length > 0 ? { problems } : { environments };
}

/** The folders of environments; none if the folder is not an output. */
function stackFolders(folder: string): { readonly found: readonly string[] } | { readonly problem: Problem } {
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const isStack = (path: string) => existsSync(join(path, MODEL)) || existsSync(join(path, LIST));
  try {
    if (!isFolder(folder)) return { found: [] };
    if (isStack(folder)) return { found: [folder] };
    const stacks = join(folder, "stacks");
    if (!isFolder(stacks)) return { found: [] };
    // Other stacks of an app have no model.
    const found = readdirSync(stacks).sort();
    return { found: found.map((name) => join(stacks, name)).filter(isStack) };
  } catch (error) {
    return { problem: errors.fileUnreadable(systemErrorCode(error)) };
  }
}

function readStack(folder: string): OutputEnvironment | { readonly problems: readonly Located<Finding>[] } {
  const [model, list] = [MODEL, LIST].map((name) =>
    existsSync(join(folder, name))
      ? readYaml(join(folder, name))
      : [{ problem: errors.outputIncomplete(name), position: undefined, folder }],
  ) as [YamlSource | readonly LocatedProblem[], YamlSource | readonly LocatedProblem[]];
  const unreadable = [model, list].flatMap((one) => ("value" in one ? [] : [...one]));
  if (!("value" in model) || !("value" in list)) return { problems: unreadable.map((one) => at(one, folder)) };
  const { version: written, format } = list.value;
  const version = typeof written === "string" ? written : undefined;
  if (format !== OUTPUT_FORMAT) {
    const { position } = list.locate(["format"], "value");
    return { problems: [at({ problem: errors.otherOutputFormat(format, version, OUTPUT_FORMAT), position })] };
  }
  const warnings = otherVersion(version, list.file);
  const read = readSnapshot(folder, model, list);
  return "problems" in read ? { problems: [...warnings, ...read.problems] } : { ...read, version, warnings };
}

function readSnapshot(folder: string, model: YamlSource, list: YamlSource): ReadSnapshot {
  const read = readTopology(model);
  if ("problems" in read) return read;
  const files = listedFiles(list);
  if ("problems" in files) return { problems: files.problems.map((one) => at(one)) };
  const edited = editedFiles(folder, files.files);
  if (edited.length > 0) return { problems: edited.map((one) => at(one)) };
  // An earlier version may have accepted what this version refuses.
  const wrong = evaluate(rules, [read.topology]).findings.filter(({ level }) => level === "error");
  if (wrong.length > 0) return { problems: wrong.map((entry) => ({ entry, place: { position: start(model.file) } })) };
  return { topology: read.topology, files: files.files };
}

/** Reported first, because it is the likely reason for what follows. */
function otherVersion(version: string | undefined, file: string): readonly Located<Finding>[] {
  if (version === packageVersion()) return [];
  const { entry, place } = at({ problem: errors.otherVersion(version, packageVersion()), position: start(file) });
  return [{ entry: { ...entry, level: "warning" }, place }];
}

/** The model, if the list has another hash for it or none, and every listed file that exists with a hash other than the listed one. */
function editedFiles(folder: string, files: readonly ListedFile[]): LocatedProblem[] {
  const hashes = new Map(files.map(({ path, sha256: listed }) => [path, listed]));
  return [...new Set([MODEL, ...hashes.keys()])].flatMap((path) => {
    const position = start(join(folder, path));
    try {
      if (!existsSync(position.file) || hash("sha256", readRegularFile(position.file)) === hashes.get(path)) return [];
      return [{ problem: errors.outputEdited(), position }];
    } catch (error) {
      return [{ problem: errors.fileUnreadable(systemErrorCode(error)), position }];
    }
  });
}

function listedFiles(list: YamlSource) {
  const { files } = list.value;
  const position = (...path: (string | number)[]) => list.locate(["files", ...path], "value").position;
  if (!Array.isArray(files)) return { problems: [{ problem: errors.notAnArtifact(), position: position() }] };
  const read = files.map(listedFile);
  const problems = read.flatMap((one, index) =>
    one === undefined ? [{ problem: errors.notAnArtifact(), position: position(index) }] : [],
  );
  return problems.length > 0 ? { problems } : { files: read as ListedFile[] };
}

function listedFile(entry: unknown): ListedFile | undefined {
  if (!isMapping(entry)) return undefined;
  const { path, sha256: hash, purpose, construct, evidence, target } = entry;
  const texts = [path, hash, purpose, construct, evidence];
  if (!texts.every((one) => typeof one === "string") || !EVIDENCE.includes(evidence as Evidence)) return undefined;
  if (target !== undefined && !(isMapping(target) && Object.values(target).every((one) => typeof one === "string")))
    return undefined;
  return { path, sha256: hash, purpose, construct, evidence, target } as ListedFile;
}

const start = (file: string): Position => ({ file, line: 1, column: 1 });

function at(
  { problem, position }: { readonly problem: Problem; readonly position: Position | undefined },
  folder?: string,
): Located<Finding> {
  const entry = inputFinding(problem);
  const named = position === undefined && folder !== undefined;
  return { entry: named ? { ...entry, message: `${folder}: ${problem.message}` } : entry, place: { position } };
}
