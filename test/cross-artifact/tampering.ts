import { sha256 } from "./artifacts-list";
import { MENTION_KINDS, type MentionKind } from "./general";
import { linesOf, type Stack, stackOf } from "./stack";

/** The stack with another text in a file. The list has the new hash, so that the hash does not give the change away. */
export function withFile(stack: Stack, file: string, change: (text: string) => string): Stack {
  const before = stack.files[file]!;
  const after = change(before);
  if (after === before) throw new Error(`${file} has nothing to be changed`);
  if (file === "artifacts.yaml") return stackOf(stack.topology, { ...stack.files, [file]: after });
  const list = stack.files["artifacts.yaml"]!.replace(sha256(before), sha256(after));
  return {
    topology: stack.topology,
    files: { ...stack.files, "artifacts.yaml": list, [file]: after },
    // The same result as reading the list again, which takes long.
    listed: stack.listed.map((entry) => (entry.path === file ? { ...entry, sha256: sha256(after) } : entry)),
  };
}

const FOREIGN: Readonly<Record<string, (mention: string) => string>> = {
  address: (mention) => (mention.includes(":") ? "2001:db8:bad::77" : "203.0.113.77"),
  port: () => "6099",
  event: () => "7777",
  path: (mention) => mention.replace(/[^/\\]+$/, "elsewhere"),
  object: (mention) => `${mention.split("_")[0]}_Renamed_X`,
};

/** A wrong text in place of a mention, as if somebody had written something else. */
export function foreign(kind: MentionKind, mention: string): string {
  return FOREIGN[kind.name]!(mention);
}

/** One change of one mention. */
export interface Tampering {
  readonly kind: string;
  readonly file: string;
  readonly mention: string;
  readonly tampered: () => Stack;
}

/** For each file and kind, one change for each different mention that is the model's own and not only well known: its first place is replaced. */
export function tamperings(
  stack: Stack,
  isOwn: (kind: MentionKind, mention: string, file: string) => boolean,
): Tampering[] {
  return Object.keys(stack.files).flatMap((file) =>
    MENTION_KINDS.flatMap((kind) => {
      const seen = new Set<string>();
      return linesOf(stack, file).flatMap(([number, line]) =>
        kind
          .find(line, stack.topology)
          .filter((mention) => isOwn(kind, mention, file) && !seen.has(mention) && seen.add(mention))
          .map((mention) => ({
            kind: kind.name,
            file,
            mention,
            tampered: () => tamper(stack, kind, file, number, mention),
          })),
      );
    }),
  );
}

function tamper(stack: Stack, kind: MentionKind, file: string, number: number, mention: string): Stack {
  return withFile(stack, file, (text) => {
    const lines = text.split("\n");
    const line = lines[number - 1]!;
    const written = line.includes(mention) ? mention : mention.replaceAll("\\", "\\\\");
    lines[number - 1] = line.replace(written, () => foreign(kind, written));
    return lines.join("\n");
  });
}
