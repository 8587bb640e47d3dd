import { lstatSync, rmSync } from "node:fs";
import { formatReport } from "../checks/located-report";
import { errors, type Problem, show } from "../errors";
import { newRepository, type RepositoryFile } from "../init/new-repository";
import { packedName } from "../init/packed-package";
import { refusalInWords } from "../synth/output-unwritable";
import { readRegularFile } from "../synth/regular-file";
import { uninterrupted } from "../synth/uninterrupted";
import { writeNew } from "../synth/whole-files";
import { makeFolder } from "../synth/write";
import { packageVersion } from "../text/package-manifest";
import { join } from "../text/paths";
import { systemErrorCode } from "../text/system-error";
import { plain } from "../text/wording";
import type { AddCommand } from "./add-command";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";
import { named, notEmpty } from "./not-empty";
import { useReport } from "./use-report";
import { writtenLines } from "./written-lines";

/** The options on the command line of `sip-ha init`. */
interface InitOptions {
  readonly package?: string;
  readonly json?: true;
}

export const addInit: AddCommand = (program, end) => {
  program
    .command("init")
    .description("start a repository: an environment file, the program that synthesizes it, its first tests")
    .argument("[folder]", "the repository's folder; no existing file is overwritten", notEmpty, ".")
    .option(
      "--package <file>",
      "the file that npm pack has written for this package; the repository gets a copy (default: the repository asks npm for this version, which npm's registry must have)",
      named("a file"),
    )
    .option("--json", "print the names of the files as JSON")
    .action((folder: string, options: InitOptions) => end(init(folder, options)));
};

const OWN_NAME = "sip-server-ha";

/** If the package is published in no registry, the first `npm install` fails. */
const FROM_REGISTRY = `npm install asks npm's registry for sip-server-ha ${packageVersion()}; if the registry does not have it, start again in another folder with --package <file>, a file that npm pack has written\n`;

/** `sip-ha init`: starts a repository in a folder, which may have files of other names. If one file cannot be written, none is. */
function init(folder: string, options: InitOptions): number {
  const { packed, problems: unread } = packageOf(options.package);
  const files = newRepository(packed);
  const problems = [...unread, ...files.flatMap(({ path }) => inTheWay(folder, path))];
  if (problems.length === 0) problems.push(...uninterrupted(() => write(folder, files)));
  const isFine = problems.length === 0;
  const written = isFine ? files.map(({ path }) => join(folder, path)) : [];
  if (options.json) process.stdout.write(jsonReport(useReport(problems), { written }));
  else if (isFine)
    process.stdout.write(
      `${writtenLines(written)}\nin ${plain(folder)}: npm install && npm run check && npm test && npm run synth\n${packed === undefined ? FROM_REGISTRY : ""}`,
    );
  else process.stdout.write(`${formatReport(useReport(problems))}\n\nnothing was written\n`);
  return isFine ? EXIT.fine : EXIT.wrongUse;
}

function packageOf(file: string | undefined): { readonly packed?: Uint8Array; readonly problems: readonly Problem[] } {
  if (file === undefined) return { problems: [] };
  try {
    const packed = readRegularFile(file);
    const name = packedName(packed);
    if (name === OWN_NAME) return { packed, problems: [] };
    const reason = name === undefined ? "this is no package" : `this is package ${show(name)}`;
    return { problems: [errors.packageUnreadable(file, reason)] };
  } catch (error) {
    return { problems: [errors.packageUnreadable(file, systemErrorCode(error))] };
  }
}

/** A dangling link is in the way too: writing through it would create a file elsewhere. */
function inTheWay(folder: string, path: string): Problem[] {
  const file = join(folder, path);
  try {
    return lstatSync(file, { throwIfNoEntry: false }) === undefined ? [] : [errors.repositoryFileExists(file)];
  } catch {
    // What prevents the look also prevents the write, and is reported then.
    return [];
  }
}

function write(folder: string, files: readonly RepositoryFile[]): Problem[] {
  const written: string[] = [];
  try {
    makeFolder(folder);
    for (const { path, content } of files) {
      const file = join(folder, path);
      writeNew(file, content);
      written.push(file);
    }
    return [];
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    return [errors.repositoryUnwritable(folder, refusalInWords(folder, error) ?? systemErrorCode(error))];
  }
}
