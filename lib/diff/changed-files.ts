import type { ListedFile, Snapshot } from "./snapshot";

/** A file of the output that has changed. */
export interface FileChange {
  readonly kind: "added" | "removed" | "changed";
  readonly file: ListedFile;
}

/** The files that differ by their bytes, their place on a host, their mode or their group, by path. */
export function changedFiles(was: Snapshot | undefined, is: Snapshot | undefined): FileChange[] {
  const [old, now] = [was, is].map((snapshot) => new Map((snapshot?.files ?? []).map((file) => [file.path, file]))) as [
    Map<string, ListedFile>,
    Map<string, ListedFile>,
  ];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path): FileChange[] => {
    const [before, after] = [old.get(path), now.get(path)];
    if (before === undefined) return [{ kind: "added", file: after! }];
    if (after === undefined) return [{ kind: "removed", file: before }];
    return identity(before) === identity(after) ? [] : [{ kind: "changed", file: after }];
  });
}

function identity({ sha256, target }: ListedFile): string {
  return JSON.stringify([sha256, target?.host, target?.path, target?.mode, target?.group]);
}
