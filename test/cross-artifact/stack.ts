import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentFromFile } from "../../lib";
import type { Topology } from "../../lib/model/topology";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

/** An entry of artifacts.yaml about a file. */
export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
  readonly construct: string;
  readonly target?: { readonly host: string; readonly path: string; readonly mode: string; readonly group: string };
}

/** The synthesized folder of one environment, with the model that it was made from. */
export interface Stack {
  readonly topology: Topology;
  /** Every file's bytes, as latin1, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** The entries of artifacts.yaml. */
  readonly listed: readonly ListedFile[];
}

/** A mention that is not the model's: its place, and what is wrong with it. */
export interface Complaint {
  readonly file: string;
  readonly line?: number;
  readonly text: string;
}

/** Checks one aspect of a stack. */
export type Walk = (stack: Stack) => Complaint[];

/** A stack of these files; artifacts.yaml is read again. */
export function stackOf(topology: Topology, files: Readonly<Record<string, string>>): Stack {
  const list = parse(files["artifacts.yaml"] ?? "files: []") as { readonly files: readonly ListedFile[] };
  return { topology, files, listed: list.files };
}

/** Synthesizes an environment file. */
export function synthesized(file: string): Stack {
  const root = newRoot();
  const environment = environmentFromFile(root, file);
  const out = temporaryFolder();
  synthesize(root, out);
  const [name] = readdirSync(join(out, "stacks"));
  return stackOf(environment.topology, folderContent(join(out, "stacks", name!)));
}

/** The lines of a file with their numbers. Two backslashes in JSON and YAML become one. */
export function linesOf({ files }: Stack, file: string): (readonly [number, string])[] {
  const text = /\.(?:json|yaml)$/.test(file) ? files[file]!.replaceAll("\\\\", "\\") : files[file]!;
  return text.split(/\r?\n/).map((line, index) => [index + 1, line]);
}

/** A JSON file; undefined if the stack has no file with that path. */
export function json(stack: Stack, file: string): unknown {
  const text = stack.files[file];
  return text === undefined ? undefined : JSON.parse(text);
}
