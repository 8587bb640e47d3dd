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
 * Makes a folder and the folders above it, one by one: Node 20's own way of doing that never ends if the working folder has been removed, or if no
 * folder can be made, as below /proc.
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
  /** The destination as the user typed it. */
  readonly told: string;
}

const STAGING = ".sip-ha-";

/** A folder of this process beside the output; if the process is killed, a later run removes it. */
export function scratchFolder(outdir: string, name: string): string {
  return join(outdir, `${STAGING}${name}.${process.pid}`);
}

/** The lock of a folder: two runs that replace it at the same time would each take what the other one is about to put back. */
function lockOf(outdir: string, name: string): string {
  return join(outdir, `${STAGING}${name}.lock`);
}

/**
 * Makes an empty folder to write an environment to. First it repairs what a killed run left behind: an old folder that was moved away and not replaced
 * is put back, and half-filled new ones are removed.
 *
 * @throws OutputUnwritable
 */
export function stageFolder(typed: string, name: string): StagedFolder {
  try {
    // The working folder may be below the folder that is moved away, and `../..` is then another place.
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
 * Puts the staged folder in the place of the old one by renaming both. Files in the old folder that belong to somebody else, above all Terraform's own
 * files, are taken over first. A killed run leaves the whole old folder or the whole new one in place. If it is killed between the two renames, it
 * leaves the old folder beside its place, and the next run puts it back.
 *
 * @param further what must succeed as well; otherwise the old folder is put back
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
      // Terraform may have made something in the new folder meanwhile.
      if (isInPlace && existsSync(previous)) takeOver(destination, previous, written);
      if (isInPlace) moveFolder(destination, folder);
      putBack(previous, destination);
    } catch {
      // The error that is reported is the reason why the new folder cannot stay.
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

/** Removes a folder that is no longer needed, or leaves it for the next run to remove. */
export function clearAway(folder: string): void {
  try {
    removeFolder(folder);
  } catch {
    // On Windows a program may keep a file in it open.
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
 * Links files of one folder into the other: files that the other does not have and that neither a synth nor a report wrote, as theirs may be of another
 * model by now. They are hard links, so both folders have the files until one folder is removed.
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
    // On Windows links need a privilege, except junctions, which can lead only to folders.
    if (statSync(from).isDirectory()) symlinkSync(realpathSync(from), to, "junction");
    else cpSync(realpathSync(from), to, { preserveTimestamps: true });
  }
}
