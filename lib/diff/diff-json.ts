import { formatPath } from "../model/origin";
import type { EnvironmentDiff } from "./environment-diff";

/** The differences for programs. */
export function diffJson(diffs: readonly EnvironmentDiff[]) {
  return diffs.map(({ changes, options, files, ...diff }) => ({
    ...diff,
    changes: changes.map(({ path, ofPair, starts, ...change }) => ({ path: formatPath(path), ...change })),
    options,
    files: files.map(({ kind, file: { path, purpose, construct, evidence, target } }) => ({
      kind,
      path,
      purpose,
      construct,
      evidence,
      target,
    })),
  }));
}
