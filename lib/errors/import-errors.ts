import { plain, show, showPath } from "../text/wording";
import type { Problem } from "./problem";

/** What prevents making an environment file from what a site has. */
export const importErrors = {
  exportMissing: (folder: string): Problem => ({
    code: "export-missing",
    message: `${showPath(folder)} has no export of the Configuration Layer, which names the pairs`,
    found: "no configuration-layer.json",
    allowed: "one configuration-layer.json, in the folder or in a folder in it",
    fix: "write it there with mutagen config export, all objects",
  }),
  exportTwice: (files: readonly string[]): Problem => ({
    code: "export-twice",
    message: "an environment is imported from only one export",
    found: files.join(" and "),
    allowed: "one configuration-layer.json",
    fix: "name the folder that has the right one with --facts, or remove the other",
  }),
  noPairs: (file: string): Problem => ({
    code: "no-pairs",
    message: `${plain(file)} has no pair of SIP Servers`,
    found: "no application with a backup server and options whose names begin with sip- in section TServer",
    allowed: "at least one such application",
    fix: "export all objects, of the whole database",
  }),
  environmentName: (name: string, reason: string | undefined, rule: string): Problem => ({
    code: "invalid-name",
    message: `--environment: not a valid name of an environment${reason === undefined ? "" : `: ${reason}`}`,
    found: show(name),
    allowed: rule,
    fix: "use a name that is safe in scripts, file names and Genesys objects alike",
  }),
  bigIpToSurvey: (text: string, rule: string): Problem => ({
    code: "invalid-big-ip",
    message: "--big-ip: not the name of a BIG-IP and the address of its configuration",
    // Somebody may have written an account and its password before the address.
    found: /[@/]/.test(text) ? "text that is no name and address" : show(text),
    allowed: `a name, =, an address, e.g. ltm-1=10.213.0.100; the name: ${rule}`,
    fix: "write the name that the device is to have in the environment file, =, and its management address; the account comes from BIGIP_USER, the password is asked for",
  }),
  bigIpTwice: (text: string, before: string): Problem => ({
    code: "big-ip-twice",
    message: "--big-ip: a BIG-IP is named twice, or two have one name or address",
    found: `${show(text)} beside ${show(before)}`,
    allowed: "each device once, with a name and an address of its own",
    fix: "remove one of the two, or correct it",
  }),
  fileExists: (file: string): Problem => ({
    code: "file-exists",
    message: `${showPath(file)} already exists`,
    found: showPath(file),
    allowed: "a file that does not exist yet",
    fix: "choose another name with --out, or give --force to overwrite it",
  }),
  fileIsRead: (file: string): Problem => ({
    code: "file-is-read",
    message: `the import reads ${showPath(file)}, which would be lost`,
    found: showPath(file),
    allowed: "a file other than those that are read",
    fix: "choose another name with --out",
  }),
  fileUnwritable: (file: string, reason: string): Problem => ({
    code: "file-unwritable",
    message: `cannot write ${showPath(file)}: ${reason}`,
    found: showPath(file),
    allowed: "a file in a folder that is there and that this account may write to",
    fix: "choose another name with --out, or correct the folder's permissions",
  }),
} as const;
