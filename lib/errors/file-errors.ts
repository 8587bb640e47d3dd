import { show, showPath } from "../text/wording";
import type { Problem } from "./problem";

/** Rounds the size up, so that a size above the limit is above it in the words too. */
function sizes(bytes: number, limit: number): Pick<Problem, "found" | "allowed"> {
  const megabytes = (size: number) => `${Math.ceil(size / 100_000) / 10} MB`;
  return { found: megabytes(bytes), allowed: `at most ${megabytes(limit)}` };
}

/** A file that cannot be read, that is not text, or whose text no reader understands. */
export const fileErrors = {
  /** @param meant the path of an existing file with nearly that name */
  fileNotFound: (file: string, meant?: string): Problem => ({
    code: "file-not-found",
    message: `there is no file ${showPath(file)}${meant === undefined ? "" : `; did you mean ${showPath(meant)}?`}`,
    fix:
      file === "-"
        ? "write it to a file, and name that file; standard input is not read"
        : "check the name; it is relative to the folder that the command runs in",
  }),
  baseNotFound: (file: string, meant: string | undefined): Problem => ({
    code: "file-not-found",
    message: `there is no file ${showPath(file)}${meant === undefined ? "" : `; did you mean ${showPath(meant)}?`}`,
    fix: "check the name; it is relative to the folder of the file that extends it",
  }),
  fileUnreadable: (reason: string): Problem => ({
    code: "file-unreadable",
    message: `the file cannot be read: ${reason}`,
    fix: "name a regular file that this account may read",
  }),
  fileIsFolder: (): Problem => ({
    code: "file-unreadable",
    message: "the file cannot be read: it is a folder",
    fix: "name a file in that folder",
  }),
  environmentUnnamed: (): Problem => ({
    code: "missing-key",
    message: "environment is missing in the mapping that starts here",
    found: "nothing",
    allowed: "a value for environment",
    fix: "add environment; or, if this is a base for other files, name the files that extend it instead",
  }),
  modelExtended: (): Problem => ({
    code: "model-extended",
    message: "extends names a topology.yaml that a synth has written, which has other keys than an environment file",
    found: "the model of an output",
    allowed: "an environment file, or a part of one",
    fix: "extend the environment file that it was made from; if a program has made it, write what is shared into a file",
  }),
  synthOfModel: (environment: string): Problem => ({
    code: "model-synthesized",
    message: `environment ${show(environment)} is read from a topology.yaml, which has nothing of what a program itself adds to the stack`,
    found: "what a synth has written",
    allowed: "an environment file; every other command takes the model as well",
    fix: "run the program or cdktf synth, as when the model was written; or name the environment file",
  }),
  fileTooLarge: (bytes: number, limit: number): Problem => ({
    code: "file-too-large",
    message: "the file is too large for an environment",
    ...sizes(bytes, limit),
    fix: "check that this is the right file; split a very large environment into several",
  }),
  factsTooLarge: (bytes: number, limit: number): Problem => ({
    code: "facts-too-large",
    message: "the file is too large for what a collector or an export writes",
    ...sizes(bytes, limit),
    fix: "check that this is the right file; of an export keep only hosts, scripts, applications, appPrototypes, alarmConditions, switches, and DNs only for SIP Proxy",
  }),
  fileNotText: (): Problem => ({
    code: "file-not-text",
    message: "the file is not UTF-8 text",
    fix: "name a YAML file, and save it as UTF-8",
  }),
  lineEnds: (): Problem => ({
    code: "file-not-text",
    message: "the lines of the file end only in carriage returns, so it is read as a single line",
    allowed: "lines that end in LF, or in CR LF",
    fix: "save it with the line ends of Linux or Windows",
  }),
  fileEmpty: (fix: string): Problem => ({
    code: "file-empty",
    message: "the file describes nothing",
    fix,
  }),
  yamlSyntax: (detail: string): Problem => ({
    code: "yaml-syntax",
    message: `not valid YAML: ${detail}`,
    fix: "correct the text here; look at indentation, quotes and brackets just before it",
  }),
  jsonSyntax: (detail: string): Problem => ({
    code: "json-syntax",
    message: `not valid JSON: ${detail}`,
    fix: "write the file again with the program that wrote it; a file that was cut off ends in the middle of a value",
  }),
  yamlNumber: (source: string, value: number): Problem => ({
    code: "yaml-number",
    message: `YAML reads ${show(source)} as the number ${value}`,
    found: show(source),
    allowed: "a number as it is read, or text in quotes",
    // A value that is infinite or NaN has no other spelling that is a number.
    fix: `write ${Number.isFinite(value) ? value : "a number"}, or ${source.length > 60 ? "put it in quotes" : `"${source}"`} if the text is meant`,
  }),
  yamlNumberOfSecret: (): Problem => ({
    code: "yaml-number",
    message: "YAML reads a number here that differs from what is written",
    found: "a number, which is not shown",
    allowed: "a number as it is read, or text in quotes",
    fix: "put it in quotes if the text is meant",
  }),
  duplicateKey: (key: string): Problem => ({
    code: "duplicate-key",
    message: `the key ${show(key)} occurs twice in one mapping`,
    found: show(key),
    fix: "remove or rename one of them",
  }),
  yamlAlias: (): Problem => ({
    code: "yaml-alias",
    message: "anchors, aliases and merge keys are not supported",
    fix: "write the value out, or put what environments share into a file that they extend",
  }),
  /** @param tag undefined if it may be a secret */
  yamlTag: (tag: string | undefined): Problem => ({
    code: "yaml-tag",
    message: "tags are not supported",
    found: tag === undefined ? "text that begins with !, which is not shown" : show(tag),
    fix: "remove the tag; quote the value if it is text",
  }),
} as const;
