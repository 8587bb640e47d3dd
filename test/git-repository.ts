import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "../lib/text/paths";
import { temporaryFolder } from "./temporary-folder";

/** A git repository in a temporary folder. */
export interface GitRepository {
  readonly folder: string;
  /** Writes files and commits everything. */
  commit(files: Readonly<Record<string, string>>): void;
  git(...args: string[]): string;
}

/** Makes a repository that ignores the git settings of the person who runs the tests. */
export function gitRepository(folder = temporaryFolder()): GitRepository {
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", env, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.email", "test@example.com");
  git("config", "user.name", "Test");
  return {
    folder,
    git,
    commit(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message=change");
    },
  };
}
