import {
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { bytesOf, type FileText } from "../text/file-text";
import { dirname, join, resolve } from "../text/paths";
import { isCode } from "../text/system-error";
import { isRunning, whileLocked } from "./folder-lock";
import { OutputUnwritable } from "./output-unwritable";
import { patiently } from "./patiently";
import { isReportFile } from "./report-file";

/**
 * Makes a folder and those above it. One by one, as Node 20's own way of doing that never ends where the working folder has been removed, or
 * where no folder can be made, as below /proc.
 */
export function makeFolder(path: string): void {
  const make = () => {
    try {
      mkdirSync(path);
    } catch (error) {
      if (!isCode(error, "EEXIST") || !statSync(path).isDirectory()) throw error;
    }
  };
  try {
    make();
  } catch (error) {
    if (!isCode(error, "ENOENT") || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    make();
  }
}

/** An environment's new folder while it is being filled, beside the one that it will replace. */
export interface StagedFolder {
  /** Stands in for the output folder: what is written to `<root>/stacks/<name>` becomes `<outdir>/stacks/<name>`. */
  readonly root: string;
  readonly folder: string;
  readonly destination: string;
  readonly outdir: string;
  readonly name: string;
  /** The destination as it was typed. */
  readonly told: string;
}

const STAGING = ".sip-ha-";

/** A folder of this process beside the output, removed by a later run where this one is killed. */
export function scratchFolder(outdir: string, name: string): string {
  return join(outdir, `${STAGING}${name}.${process.pid}`);
}

/** Two runs that replace one folder at the same time would each take what the other one is about to put back. */
function lockOf(outdir: string, name: string): string {
  return join(outdir, `${STAGING}${name}.lock`);
}

/**
 * Makes an empty folder to write an environment to. First mends what a killed run left behind: an old folder that was moved away and not
 * replaced is put back, and half-filled new ones are removed.
 *
 * @throws OutputUnwritable
 */
export function stageFolder(typed: string, name: string): StagedFolder {
  try {
    // The working folder may be below the one that is moved away, and `../..` is another place then.
    const outdir = resolve(typed);
    const root = scratchFolder(outdir, name);
    const folder = join(root, "stacks", name);
    const destination = join(outdir, "stacks", name);
    makeFolder(join(outdir, "stacks"));
    whileLocked(lockOf(outdir, name), () => recover(outdir, name, destination));
    if (existsSync(destination) && !statSync(destination).isDirectory())
      throw new Error(`${destination} is not a folder`);
    removeFolder(root);
    makeFolder(folder);
    return { root, folder, destination, outdir, name, told: join(typed, "stacks", name) };
  } catch (error) {
    throw new OutputUnwritable(typed, error);
  }
}

/**
 * Writes the files below the folder; the paths use `/`.
 *
 * @throws OutputUnwritable
 */
export function writeFiles(
  folder: string,
  files: Iterable<{ readonly path: string; readonly content: FileText; readonly bytes?: Uint8Array | undefined }>,
): void {
  const made = new Set<string>();
  try {
    for (const { path, content, bytes } of files) {
      const parent = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
      if (!made.has(parent)) {
        makeFolder(join(folder, parent));
        made.add(parent);
      }
      writeFileSync(`${folder}/${path}`, bytes ?? bytesOf(content));
    }
  } catch (error) {
    throw new OutputUnwritable(folder, error);
  }
}

/**
 * Puts the staged folder in the place of the old one by renaming both. What somebody else keeps in the old one, Terraform's own files above
 * all, is taken over first. A run that is killed leaves the old folder or the new one whole in its place, or (between the two renames) the old one
 * beside it, from where the next run puts it back.
 *
 * @param further what has to succeed as well, or the old folder is put back
 * @throws OutputUnwritable
 */
export function commitFolder(staged: StagedFolder, written: ReadonlySet<string>, further: () => void = () => {}): void {
  try {
    whileLocked(lockOf(staged.outdir, staged.name), () => exchange(staged, written, further));
  } catch (error) {
    throw error instanceof OutputUnwritable ? error : new OutputUnwritable(staged.told, error);
  }
}

function exchange(
  { root, folder, destination, outdir, name }: StagedFolder,
  written: ReadonlySet<string>,
  further: () => void,
): void {
  const previous = previousOf(outdir, name);
  let isInPlace = false;
  // Another run may have been killed meanwhile.
  putBack(previous, destination);
  try {
    if (existsSync(destination)) {
      takeOver(destination, folder, written);
      removeFolder(previous);
      moveFolder(destination, previous);
    }
    moveFolder(folder, destination);
    isInPlace = true;
    further();
  } catch (error) {
    try {
      // Terraform may have made something in it meanwhile.
      if (isInPlace && existsSync(previous)) takeOver(destination, previous, written);
      if (isInPlace) moveFolder(destination, folder);
      putBack(previous, destination);
    } catch {
      // What is told is why the new one cannot stay.
    }
    throw error;
  }
  clearAway(previous);
  clearAway(root);
}

/** Where the old folder is between the two renames. */
function previousOf(outdir: string, name: string): string {
  return join(outdir, `${STAGING}${name}.previous`);
}

function putBack(previous: string, destination: string): void {
  if (!existsSync(destination) && existsSync(previous)) moveFolder(previous, destination);
}

function moveFolder(from: string, to: string): void {
  patiently(() => renameSync(from, to));
}

function removeFolder(folder: string): void {
  patiently(() => rmSync(folder, { recursive: true, force: true }));
}

/** Removes what is of no use any more, or leaves it for the next run, which removes it. */
export function clearAway(folder: string): void {
  try {
    removeFolder(folder);
  } catch {
    // On Windows a program may keep a file of it open.
  }
}

/** Removes a staged folder that will not be used. */
export function discardFolder(staged: StagedFolder): void {
  clearAway(staged.root);
}

function recover(outdir: string, name: string, destination: string): void {
  const previous = previousOf(outdir, name);
  putBack(previous, destination);
  removeFolder(previous);
  for (const entry of readdirSync(outdir)) {
    const owner = /^\.sip-ha-.+\.(\d+)$/.exec(entry)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) removeFolder(join(outdir, entry));
  }
}

/**
 * Links what a folder holds beyond what a synth and a report wrote there, which may be of another model by now, and the other one has not; hard links, so that
 * both folders have it until one of them goes.
 */
function takeOver(from: string, to: string, written: ReadonlySet<string>): void {
  const ours = new Set([...written, ...filesOf(from)]);
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(from, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (ours.has(path) || isReportFile(path)) continue;
      if (entry.isDirectory()) visit(path);
      else if (!existsSync(join(to, path))) link(join(from, path), join(to, path));
    }
  };
  visit("");
}

/** The files that the synth which made the folder lists in it. */
function filesOf(folder: string): string[] {
  const list = join(folder, "artifacts.yaml");
  if (statSync(list, { throwIfNoEntry: false })?.isFile() !== true) return ["cdk.tf.json", "assets"];
  return [
    "artifacts.yaml",
    "assets",
    ...[...readFileSync(list, "utf8").matchAll(/^ {2}- \{"path":"([^"]+)"/gm)].map((match) => match[1]!),
  ];
}

function link(from: string, to: string): void {
  makeFolder(dirname(to));
  if (lstatSync(from).isSymbolicLink()) linkLike(from, to);
  else
    try {
      linkSync(from, to);
    } catch {
      cpSync(from, to, { preserveTimestamps: true });
    }
}

function linkLike(from: string, to: string): void {
  try {
    symlinkSync(readlinkSync(from), to);
  } catch (error) {
    if (!isCode(error, "EPERM")) throw error;
    // On Windows links want a privilege, but for junctions, which lead to folders alone.
    if (statSync(from).isDirectory()) symlinkSync(realpathSync(from), to, "junction");
    else cpSync(realpathSync(from), to, { preserveTimestamps: true });
  }
}
