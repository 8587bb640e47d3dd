import type { Finding } from "../checks/finding";
import type { Located } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { snapshotOf } from "../diff/snapshot";
import { errors } from "../errors";
import { gitSource, revisionProblem } from "../input/git-source";
import { type ReadSource, readSource } from "../input/source-file";
import { packageVersion } from "../text/package-manifest";
import type { Side } from "./diff";
import { readEnvironments } from "./read-environments";
import { useFindings } from "./use-report";

/** The place from which the files of one side are read. */
interface Place {
  /** Undefined for the working folder. */
  readonly revision: string | undefined;
  readonly read: ReadSource;
}

/** Environment files at two revisions. A file that exists only on one side is an environment that is added or removed. */
export function environmentsAt(files: readonly string[], from: string, to: string | undefined): [Side, Side] {
  const revisions = to === undefined ? [from] : [from, to];
  const unknown = files.flatMap((file) => revisions.flatMap((revision) => revisionProblem(file, revision) ?? []));
  const once = [...new Map(unknown.map((problem) => [problem.message, problem])).values()];
  if (once.length > 0) return bothSides(useFindings(once));
  const places: [Place, Place] = [
    { revision: from, read: gitSource(from) },
    { revision: to, read: to === undefined ? readSource : gitSource(to) },
  ];
  const missing = files.filter((file) => places.every((place) => !isThere(file, place)));
  if (missing.length > 0) return bothSides(useFindings(missing.map((file) => errors.fileAtNeitherRevision(file))));
  return places.map((place) =>
    side(
      files.filter((file) => isThere(file, place)),
      place,
    ),
  ) as [Side, Side];
}

function isThere(file: string, { read }: Place): boolean {
  const source = read(file);
  return !("problem" in source && ["file-not-found", "file-not-at-revision"].includes(source.problem.code));
}

function side(files: readonly string[], { revision, read }: Place): Side {
  const { root, findings } = readEnvironments(files, read);
  const wrong = findings.filter(({ entry }) => entry.level === "error");
  if (wrong.length > 0) return { problems: wrong.map((one) => seenAt(revision, one)) };
  const environments = environmentsOf(root).map((environment) => {
    const topology = environment.resolution().topology!;
    return [topology.environment, { ...snapshotOf(topology), version: packageVersion(), warnings: [] }] as const;
  });
  return { environments: new Map(environments) };
}

/** `main:prod.yaml:41:17` */
function seenAt(revision: string | undefined, { entry, place }: Located<Finding>): Located<Finding> {
  if (revision === undefined || place.position === undefined) return { entry, place };
  return { entry, place: { ...place, position: { ...place.position, file: `${revision}:${place.position.file}` } } };
}

function bothSides(problems: readonly Located<Finding>[]): [Side, Side] {
  return [{ problems }, { problems: [] }];
}
