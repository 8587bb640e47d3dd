import { formatPath } from "../model/origin";
import type { Effect, ServiceEffect } from "../options/effect";
import type { EnvironmentDiff } from "./environment-diff";

function effectsOf(ofPair: NonNullable<Effect["ofPair"]>): Record<string, ServiceEffect> {
  return Object.fromEntries(Object.entries(ofPair).map(([name, { effect }]) => [name, effect]));
}

/** The differences for programs. */
export function diffJson(diffs: readonly EnvironmentDiff[]) {
  return diffs.map(({ changes, options, files, ...diff }) => ({
    ...diff,
    changes: changes.map(({ path, ofPair, starts, startsAgain, ...change }) => ({
      path: formatPath(path),
      ...change,
      ...(ofPair === undefined ? {} : { ofPair: effectsOf(ofPair) }),
    })),
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
