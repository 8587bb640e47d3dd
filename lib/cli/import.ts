import { existsSync } from "node:fs";
import { formatReport, type LocatedReport } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { isExact } from "../drift/compare-objects";
import type { DriftFinding } from "../drift/drift-finding";
import { compareConfiguration } from "../drift/environment-drift";
import type { FactsFile } from "../drift/facts-file";
import { errors, type Problem } from "../errors";
import { bigIpChanges } from "../import/big-ip-changes";
import { bigIpSurveys } from "../import/big-ip-survey";
import { changesText } from "../import/changes-text";
import { type ImportNote, notesText } from "../import/import-note";
import { importedEnvironment } from "../import/imported-environment";
import type { SiteExport } from "../import/site-export";
import { isSameFile } from "../input/same-file";
import { ELEMENT_NAME, refusalOf } from "../model/name";
import { uninterrupted } from "../synth/uninterrupted";
import { writeNew, writeWhole } from "../synth/whole-files";
import { systemErrorCode } from "../text/system-error";
import { plain } from "../text/wording";
import type { AddCommand } from "./add-command";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { named, notEmpty } from "./not-empty";
import { type ReadEnvironments, readEnvironments } from "./read-environments";
import { readSite } from "./site-facts";
import { useReport } from "./use-report";

/** The options on the command line of `sip-ha import`. */
interface ImportOptions {
  readonly facts: string;
  readonly out: string;
  readonly environment?: string;
  readonly force?: true;
  readonly json?: true;
}

export const addImport: AddCommand = (program, end) => {
  program
    .command("import")
    .description("write an environment file from what a site has, and list where the file differs from the site")
    .requiredOption("--facts <folder>", "the folder with configuration-layer.json and what the surveys wrote", notEmpty)
    .option("--out <file>", "the environment file", named("a file"), "environment.yaml")
    .option("--environment <name>", "the environment's name")
    .option("--force", "overwrite an existing file")
    .option("--json", "print as JSON what is not in the file")
    .addHelpText(
      "after",
      "\nExit code: 0 the file has everything, 1 something was not known or not carried over, 2 nothing was written",
    )
    .action((options: ImportOptions) => end(importSite(options)));
};

/**
 * `sip-ha import`: writes an environment file from what a site has, and lists where the file differs from the site. Exits with 0 if the file
 * has everything, 1 if something was not known or not carried over, or the file would change something, 2 if nothing was written.
 */
function importSite(options: ImportOptions): number {
  const { out, environment, force } = options;
  const refusal = environment === undefined ? undefined : refusalOf(ELEMENT_NAME, environment);
  const misuse = [
    ...(refusal === undefined ? [] : [errors.environmentName(environment!, refusal.reason, refusal.rule)]),
    ...(existsSync(out) && !force ? [errors.fileExists(out)] : []),
  ];
  const { site, file, facts, notes: read, problems } = readSite(options.facts);
  const source = [file, ...facts.map((one) => one.file)].find((one) => isSameFile(out, one));
  if (force && source !== undefined) misuse.push(errors.fileIsRead(source));
  if (misuse.length + problems.length > 0) return nothingWritten([], [...misuse, ...problems], options);
  const made = site && importedEnvironment({ site, facts, environment });
  const notes = [...read, ...(made?.notes ?? [])];
  const imported = made?.imported;
  if (imported === undefined) return nothingWritten(notes, site === undefined ? [] : [errors.noPairs(file)], options);
  const checked = readEnvironments([out], () => ({ text: imported.text }));
  const failure = write(out, imported.text, force === true);
  if (failure !== undefined) return nothingWritten([], [failure], options);
  return tell({ notes, changes: changesOf(checked, site!, facts), report: checked, written: out }, options);
}

function nothingWritten(notes: readonly ImportNote[], problems: readonly Problem[], options: ImportOptions): number {
  return tell({ notes, changes: [], report: useReport(problems), written: undefined }, options);
}

/** What the file's objects and options would change in the Configuration Layer if imported, and what its declarations would change on BIG-IPs; nothing if there are none yet. */
function changesOf(
  checked: ReadEnvironments,
  { exported }: SiteExport,
  facts: readonly FactsFile[],
): readonly DriftFinding[] {
  if (exitCode(checked, false) !== EXIT.fine) return [];
  const { surveys } = bigIpSurveys(facts);
  return environmentsOf(checked.root).flatMap((one) => {
    const { topology } = one.resolution();
    return [...compareConfiguration(topology!, exported, isExact), ...bigIpChanges(topology!, surveys)];
  });
}

/** An existing file is replaced as a whole, or not at all. */
function write(file: string, text: string, force: boolean): Problem | undefined {
  try {
    if (force) writeWhole([{ file, content: text }]);
    else uninterrupted(() => writeNew(file, text));
    return undefined;
  } catch (error) {
    const reason = systemErrorCode(error);
    return reason === "EEXIST" ? errors.fileExists(file) : errors.fileUnwritable(file, reason);
  }
}

interface Told {
  readonly notes: readonly ImportNote[];
  readonly changes: readonly DriftFinding[];
  readonly report: LocatedReport;
  /** Undefined if nothing was written. */
  readonly written: string | undefined;
}

function tell({ notes, changes, report, written }: Told, { json }: ImportOptions): number {
  if (json)
    process.stdout.write(jsonReport(report, { notes, changes, written: written === undefined ? [] : [written] }));
  else {
    const parts = [
      ...(notes.length === 0 ? [] : [notesText(notes)]),
      ...(changes.length === 0 ? [] : [changesText(changes)]),
      ...(written === undefined && report.findings.length === 0 ? [] : [formatReport(report)]),
      written === undefined ? "nothing was written" : `wrote ${plain(written)}`,
    ];
    process.stdout.write(`${parts.join("\n\n")}\n`);
  }
  if (written === undefined) return EXIT.wrongUse;
  const isFine = notes.every(({ kind }) => kind === "stays") && changes.length === 0;
  return isFine && exitCode(report, false) === EXIT.fine ? EXIT.fine : EXIT.findings;
}
