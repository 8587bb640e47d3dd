import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { errors, type Problem, show } from "../errors";
import { dirname, join, relative, resolve } from "../text/paths";
import { systemErrorCode } from "../text/system-error";
import { LARGEST_FILE, type ReadSource, type Source } from "./source-file";

/**
 * Reads files as they are at a revision of the git repository that they are in. It uses `git show`, so the checkout is neither changed nor read. Files
 * that they extend, and the targets of links, are read from the same revision.
 */
export function gitSource(revision: string): ReadSource {
  const read = (file: string, links: number): Source => {
    if (file.includes("\0")) return { problem: errors.fileNotFound(file) };
    const folder = existingFolder(file);
    const path = relative(folder, resolve(file));
    if (path === "") return { problem: errors.fileIsFolder() };
    const found = git(folder, "ls-tree", "--long", revision, "--", path);
    if ("problem" in found) return found;
    // A line is mode, type, object and size, then the name.
    const [mode, type, object, size] = found.output.toString("utf8").split(/[ \t]+/);
    if (object === undefined) return { problem: errors.fileNotAtRevision(file, revision) };
    if (type === "tree") return { problem: errors.fileIsFolder() };
    if (type !== "blob") return { problem: errors.fileUnreadable("it is not a regular file") };
    if (Number(size) > LARGEST_FILE) return { problem: errors.fileTooLarge(Number(size), LARGEST_FILE) };
    const content = git(folder, "cat-file", "blob", object);
    if ("problem" in content) return content;
    if (mode !== LINK) return textOf(content.output);
    // The content of a link is its target.
    if (links === MOST_LINKS) return { problem: errors.fileUnreadable("ELOOP") };
    return read(resolve(dirname(file), content.output.toString("utf8")), links + 1);
  };
  return (file) => read(file, 0);
}

/** The mode that git has for a symbolic link. */
const LINK = "120000";

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** What is wrong with a revision; undefined if git knows it in the repository of the file. */
export function revisionProblem(file: string, revision: string): Problem | undefined {
  const found = git(existingFolder(file), "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`);
  return "problem" in found
    ? {
        ...found.problem,
        message: found.problem.message.replace("read the repository", `find revision ${show(revision)}`),
      }
    : undefined;
}

function textOf(bytes: Buffer) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? { problem: errors.fileNotText() } : { text };
  } catch {
    return { problem: errors.fileNotText() };
  }
}

/** The nearest folder that exists now, as there may have been more folders at another revision. A repository that is named itself is not above itself. */
function existingFolder(file: string): string {
  const isRepository = existsSync(join(file, ".git"));
  let folder = isRepository ? resolve(file) : dirname(resolve(file));
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function git(folder: string, ...args: readonly string[]): { readonly output: Buffer } | { readonly problem: Problem } {
  // Git's messages in English, without its prompts and pager.
  const env = { ...process.env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  const { status, stdout, stderr, error } = spawnSync("git", ["-C", folder, ...args], {
    env,
    maxBuffer: LARGEST_FILE,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status === 0) return { output: stdout };
  if (error !== undefined && systemErrorCode(error) === "ENOENT") return { problem: errors.gitMissing() };
  const said = error === undefined ? stderr.toString("utf8").trim().split("\n")[0]! : error.message;
  return { problem: errors.gitFailed("read the repository", said.replace(/^fatal: /, "")) };
}
