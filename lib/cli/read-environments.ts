import type { Construct } from "constructs";
import type { Finding } from "../checks/finding";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { type Located, type LocatedReport, locateReport } from "../checks/located-report";
import { reportOn } from "../constructs/check-app";
import { environmentFrom } from "../input/environment-file";
import { type ReadSource, readSource } from "../input/source-file";
import { newRoot } from "../terraform/new-root";

/** What the files contain together: the tree of their environments, and everything that is wrong with them. */
export interface ReadEnvironments extends LocatedReport {
  readonly root: Construct;
}

/** Reads the files, from the disk unless `read` says otherwise, and makes every check across all of them. */
export function readEnvironments(files: readonly string[], read: ReadSource = readSource): ReadEnvironments {
  const root = newRoot();
  const findings: Located<Finding>[] = [];
  for (const file of files)
    try {
      environmentFrom(root, file, read);
    } catch (error) {
      if (!(error instanceof InvalidEnvironment)) throw error;
      findings.push(...error.located);
    }
  const checked = reportOn(root);
  const report = locateReport(checked, checked.locate);
  return { ...report, root, findings: [...findings, ...report.findings] };
}
