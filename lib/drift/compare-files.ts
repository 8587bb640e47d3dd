import type { Host } from "../model/host";
import { installAgain } from "../report/apply-words";
import { type FileText, textOf } from "../text/file-text";
import { cksum } from "./cksum";
import type { FileFact } from "./file-fact";
import type { ExpectedFile, HostExpectation } from "./host-expectation";
import type { HostFacts } from "./host-facts";
import { hidden, notCollected, type Told } from "./uncollected";

/** The content with this SHA-256, if this version would write it; undefined if another version wrote the output. */
export type ContentOf = (sha256: string) => FileText | undefined;

/** The differences of a host's files. */
export function compareFiles({ host, files }: HostExpectation, facts: HostFacts, contentOf: ContentOf): Told[] {
  return files.flatMap((file) => compareFile(host, file, facts, contentOf));
}

function compareFile(host: Host, expected: ExpectedFile, { files }: HostFacts, contentOf: ContentOf): Told[] {
  const fact = files.rows.find(({ path }) => path === expected.path);
  if (fact === undefined) return files.isWhole ? [notCollected(expected.path, expected.construct, files.position)] : [];
  const { position } = fact;
  const command = installAgain(host);
  if (fact.kind === "hidden") return [hidden(expected.path, expected.construct, position)];
  const drift = (code: string, message: string, found: string, wanted: string): Told => ({
    state: "drift",
    code,
    path: expected.construct,
    position,
    message,
    found,
    expected: wanted,
    fix: `first find out who changed it, and why; then install the host again: ${command}`,
  });
  if (fact.kind !== "file")
    return [drift("file-missing", `${expected.path} is not there`, KINDS[fact.kind], "the file that was installed")];
  const sums = sumsOf(expected, fact, contentOf);
  const found = `${fact.mode} ${fact.owner}:${fact.group}`;
  const wanted = `${expected.mode} root:${expected.group}`;
  return [
    ...(sums === "hidden" ? [hidden(expected.path, expected.construct, position)] : []),
    ...(sums === "other version" ? [notComparable(expected, position)] : []),
    ...(typeof sums === "string" || sums.found === sums.wanted
      ? []
      : [drift("file-changed", `${expected.path} is not the file that was synthesized`, sums.found, sums.wanted)]),
    ...(fact.mode === undefined || found === wanted
      ? []
      : [drift("file-mode", `${expected.path} has other rights`, found, wanted)]),
  ];
}

/** How the content is compared: by SHA-256, or by cksum if the host has no tool for SHA-256. */
function sumsOf(expected: ExpectedFile, fact: FileFact, contentOf: ContentOf) {
  if (fact.sha256 !== undefined) {
    const isOther = fact.sha256 !== expected.sha256;
    if (isOther && expected.writtenBy !== undefined && contentOf(expected.writtenBy) === undefined)
      return "other version";
    return { found: `SHA-256 ${fact.sha256}`, wanted: `SHA-256 ${expected.sha256}` } as const;
  }
  if (fact.cksum === undefined) return "hidden";
  const content = contentOf(expected.sha256);
  if (content === undefined) return "other version";
  return { found: `cksum ${fact.cksum}`, wanted: `cksum ${cksum(textOf(content))}` } as const;
}

const KINDS: Readonly<Record<Exclude<FileFact["kind"], "file" | "hidden">, string>> = {
  link: "a symbolic link",
  other: "not a regular file",
  missing: "nothing",
};

/**
 * The list of an output has only the SHA-256 of each file, and nothing about the files that an installer writes by itself. The cksum of the former and the
 * content of the latter are known if this version would write the same.
 */
function notComparable({ path, construct }: ExpectedFile, position: Told["position"]): Told {
  return {
    state: "missing",
    code: "not-comparable",
    path: construct,
    position,
    message: `${path} cannot be compared: the output is not the one that this version of sip-ha would write`,
    fix: "compare with the version of sip-ha that wrote the output, or synthesize, install and collect again with this one",
  };
}
