import type { Construct } from "constructs";
import type { Finding, Level, NotEvaluated, Place, Report } from "../checks/finding";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { locateIn, reportOn } from "../constructs/check-app";
import { environmentFromFile } from "../input/environment-file";
import { newRoot } from "../terraform/synthesize";

/** A finding, or a check that could not be made, with its place. */
export interface Located<T> {
  readonly entry: T;
  readonly place: Place;
}

/** What files amount to, together: the tree of their environments, and everything that is wrong with them. */
export interface ReadEnvironments {
  readonly root: Construct;
  readonly findings: readonly Located<Finding>[];
  readonly notEvaluated: readonly Located<NotEvaluated>[];
  readonly acknowledged: Report["acknowledged"];
}

/** Reads the files and makes every check, across all of them. */
export function readEnvironments(files: readonly string[]): ReadEnvironments {
  const root = newRoot();
  const findings: Located<Finding>[] = [];
  for (const file of files)
    try {
      environmentFromFile(root, file);
    } catch (error) {
      if (!(error instanceof InvalidEnvironment)) throw error;
      findings.push(...error.located);
    }
  const report = reportOn(root);
  const locate = locateIn(root);
  findings.push(...report.findings.map((entry) => ({ entry, place: locate(entry) })));
  const notEvaluated = report.notEvaluated.map((entry) => ({ entry, place: locate(entry) }));
  return { root, findings, notEvaluated, acknowledged: report.acknowledged };
}

/** How many findings of the level there are. */
export function count(read: ReadEnvironments, level: Level): number {
  return read.findings.filter(({ entry }) => entry.level === level).length;
}
