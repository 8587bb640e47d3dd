import { pathToFileURL } from "node:url";
import type { Log, PhysicalLocation, ReportingDescriptor, Result, Run, Suppression } from "sarif";
import type { Finding, Place } from "../checks/finding";
import type { LocatedReport } from "../checks/located-report";
import type { Rule } from "../checks/rule";
import { formatPath, type Path, type Position } from "../model/origin";
import { packageVersion } from "../text/package-manifest";
import { isAbsolute, relative, resolve } from "../text/paths";
import type { CodeEntry } from "./code-page";
import { explainCode } from "./explanation";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** An entry of a report of any kind, with the parts of its SARIF result that depend on the kind. */
interface Entry {
  readonly about: { readonly code: string; readonly environment: string; readonly path: Path };
  readonly place: Place;
  /** Whether it comes from a check; a problem of the input may have the same code as a check. */
  readonly isOfCheck: boolean;
  readonly result: Pick<Result, "kind" | "level" | "message" | "suppressions">;
}

/**
 * A report as SARIF 2.1.0, which code hosts and editors show beside the lines that it is about. An acknowledged finding is suppressed, with its reason. A
 * check that could not be made is a result of the kind `open`.
 *
 * @param codes what is known of each code
 * @param rules the rules that the checks consist of
 */
export function sarifReport(report: LocatedReport, codes: readonly CodeEntry[], rules: readonly Rule[]): string {
  const entries = entriesOf(report);
  const described = [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
  const indexes = new Map(described.map((entry, index) => [keyOf(entry), index]));
  const driver = {
    name: "sip-ha",
    semanticVersion: packageVersion(),
    rules: described.map((entry) => descriptorOf(entry, codes, rules)),
  };
  const results = entries.map((entry) => resultOf(entry, indexes.get(keyOf(entry))!));
  // Columns are counted as JavaScript counts the characters of a string.
  const run: Run = { tool: { driver }, columnKind: "utf16CodeUnits", results };
  const log: Log = { $schema: SCHEMA, version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function entriesOf({ findings, acknowledged, notEvaluated }: LocatedReport): Entry[] {
  return [
    ...findings.map(({ entry, place }) => foundEntry(entry, place)),
    ...acknowledged.map(({ finding, reason, place }): Entry => {
      const { result, ...entry } = foundEntry(finding, place);
      // The environment file or the program itself acknowledges it.
      const suppressions: Suppression[] = [{ kind: "inSource", status: "accepted", justification: reason }];
      return { ...entry, result: { ...result, suppressions } };
    }),
    ...notEvaluated.map(({ entry, place }): Entry => {
      const message = { text: textOf({ message: `not evaluated: ${entry.reason}`, fix: entry.fix }) };
      return { about: entry, place, isOfCheck: true, result: { kind: "open", level: "none", message } };
    }),
  ];
}

function foundEntry(finding: Finding, place: Place): Entry {
  const message = { text: textOf(finding) };
  return { about: finding, place, isOfCheck: finding.kind === "rule", result: { level: finding.level, message } };
}

function textOf({ message, found, allowed, fix }: Pick<Finding, "message" | "found" | "allowed" | "fix">): string {
  return [
    message,
    ...(found === undefined ? [] : [`found: ${found}`]),
    ...(allowed === undefined ? [] : [`allowed: ${allowed}`]),
    `fix: ${fix}`,
  ].join("\n");
}

function keyOf({ about, isOfCheck }: Entry): string {
  return `${about.code} ${isOfCheck}`;
}

/** What is known of a code, once for all of its results. */
function descriptorOf({ about: { code }, isOfCheck }: Entry, codes: readonly CodeEntry[], rules: readonly Rule[]) {
  const entry = codes.find((one) => one.code === code && (one.part === "Checks") === isOfCheck);
  const explanation = entry && explainCode(entry, rules);
  const descriptor: ReportingDescriptor = { id: code };
  if (explanation?.check === undefined) return descriptor;
  const { holds, why } = explanation.check;
  return { ...descriptor, shortDescription: { text: holds }, fullDescription: { text: why } };
}

function resultOf({ about: { code, environment, path }, place, result }: Entry, ruleIndex: number): Result {
  const physicalLocation = place.position && physicalLocationOf(place.position);
  const declared = [environment, ...(path.length === 0 ? [] : [formatPath(path)])].join("/");
  const names = [declared, place.construct].filter((name) => name !== undefined && name !== "");
  const logicalLocations = names.map((fullyQualifiedName) => ({ fullyQualifiedName }));
  const location = { ...(physicalLocation && { physicalLocation }), ...(names.length > 0 && { logicalLocations }) };
  return { ruleId: code, ruleIndex, ...result, locations: Object.keys(location).length === 0 ? [] : [location] };
}

function physicalLocationOf({ file, line, column }: Position): PhysicalLocation {
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: line, startColumn: column } };
}

/** A file below the working folder is named relative to it, however its path was written, because code hosts look for it from the root of the repository. Any other file gets its whole path. */
function uriOf(file: string): string {
  const parts = relative(process.cwd(), resolve(file)).split("/");
  const isBelow = !["", ".."].includes(parts[0]!) && !isAbsolute(parts.join("/"));
  return isBelow ? parts.map(encodeURIComponent).join("/") : pathToFileURL(file).href;
}
