import { existsSync, readdirSync, statSync } from "node:fs";
import { DRILL_FORMAT, type DrillKit, drillKitShape } from "../drill/drill-kit";
import { type DrillResults, drillResultsShape } from "../drill/drill-results";
import { isSealed } from "../drill/seal";
import { errors } from "../errors";
import type { v } from "../model/schema";
import { shapeOf } from "../synth/shape";
import { join } from "../text/paths";
import { type LocatedProblem, readYaml } from "./yaml-source";

/** The content of a file, or everything that is wrong with it. */
export type ReadDrillFile<T> =
  | { readonly value: T; readonly file: string }
  | { readonly problems: readonly LocatedProblem[] };

/** Reads `drill.json`, given the file itself or its folder. */
export function readDrillKit(path: string): ReadDrillFile<DrillKit> {
  const isInFolder = isFolder(path);
  if (!isInFolder || existsSync(join(path, KIT)))
    return readSealed(isInFolder ? join(path, KIT) : path, drillKitShape, {
      one: "a kit",
      other: { one: "results", key: "begun" },
      all: "the kit's steps",
      written: "drill.json, which sip-ha drill has written, or its folder",
    });
  const position = { file: path, line: 1, column: 1 };
  return { problems: [{ problem: errors.noKit(path, kitsBelow(path, KIT_LEVELS)), position }] };
}

/** False if nothing is there, or the system does not say what is; reading it then reports the reason. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const KIT = "drill.json";

/** A kit is in the folder of its pair, inside the folder of the environment, inside the folder of `sip-ha drill --out`. */
const KIT_LEVELS = 2;

/** The folders that contain a kit, this many levels down. */
function kitsBelow(folder: string, levels: number): string[] {
  if (levels === 0) return [];
  return foldersIn(folder).flatMap((below) => (existsSync(join(below, KIT)) ? [below] : kitsBelow(below, levels - 1)));
}

/** Empty for a folder that may not be read. */
function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : [])).sort();
  } catch {
    return [];
  }
}

/** Reads the results of a run. */
export function readDrillResults(file: string): ReadDrillFile<DrillResults> {
  return readSealed(file, drillResultsShape, {
    one: "results",
    other: { one: "a kit", key: "notDrilled" },
    all: "the results",
    written: "what sip-ha drill run has written: results-<time>.json beside the kit, or the file named by --results",
  });
}

function readSealed<T extends { readonly sha256: string }>(
  file: string,
  shape: v.GenericSchema<unknown, T>,
  what: {
    readonly one: string;
    /** The file that is most easily mistaken for it, and a key that only that file has. */
    readonly other: { readonly one: string; readonly key: string };
    readonly all: string;
    readonly written: string;
  },
): ReadDrillFile<T> {
  // JSON is also YAML, and this reader knows the place of each value.
  const source = readYaml(file);
  if (!("value" in source)) return { problems: source.map((one) => broken(one, what.one)) };
  const { format } = source.value;
  if (format !== DRILL_FORMAT) {
    const { position } = source.locate(["format"], "value");
    const problem =
      format === undefined
        ? errors.noDrillFile(what.one, "a file without format", what.written)
        : errors.otherDrillFormat(format, DRILL_FORMAT);
    return { problems: [{ problem, position }] };
  }
  if (Object.hasOwn(source.value, what.other.key)) {
    const { position } = source.locate([what.other.key], "key");
    return { problems: [{ problem: errors.noDrillFile(what.one, what.other.one, what.written), position }] };
  }
  const shaped = shapeOf(shape, source.value, []);
  if ("problems" in shaped)
    return {
      problems: shaped.problems.map(({ path, part, problem }) => ({
        problem,
        position: source.locate(path, part).position,
      })),
    };
  if (!isSealed(shaped.value)) {
    const { position } = source.locate(["sha256"], "value");
    return { problems: [{ problem: errors.drillFileEdited(what.all), position }] };
  }
  return { value: shaped.value, file };
}

function broken({ problem, position }: LocatedProblem, what: string): LocatedProblem {
  const isSyntax = problem.code === errors.yamlSyntax("").code || problem.code === errors.fileEmpty("").code;
  const detail = problem.message.replace(/^not valid YAML: /, "");
  return { problem: isSyntax ? errors.drillFileBroken(what, detail) : problem, position };
}
