import { showPath } from "../text/wording";
import type { Problem } from "./problem";

/** What prevents a repository from being started. */
export const initErrors = {
  repositoryFileExists: (file: string): Problem => ({
    code: "file-exists",
    message: `${showPath(file)} already exists`,
    found: showPath(file),
    allowed: "a folder that has none of the files that are written",
    fix: "name another folder, or move the file away; nothing is overwritten",
  }),
  repositoryUnwritable: (folder: string, reason: string): Problem => ({
    code: "repository-unwritable",
    message: `cannot write into ${showPath(folder)}: ${reason}`,
    found: showPath(folder),
    allowed: "a folder that this account may write to, or a new one in such a folder",
    fix: "name another folder, or correct the permissions of this one",
  }),
  packageUnreadable: (file: string, reason: string): Problem => ({
    code: "package-unreadable",
    message: `--package ${showPath(file)}: ${reason}`,
    found: showPath(file),
    allowed: "the file sip-server-ha-<version>.tgz that npm pack has written",
    fix: "run npm pack in a checkout of sip-server-ha, and name the file that it has written",
  }),
} as const;
