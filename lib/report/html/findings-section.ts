import type { AcknowledgedFinding, Finding, NotEvaluated, Place } from "../../checks/finding";
import type { Located, LocatedReport } from "../../checks/located-report";
import { grouped } from "../../model/grouped";
import { formatPath } from "../../model/origin";
import { basename } from "../../text/paths";
import { sortedBy } from "../../text/sorted";
import { html, type Markup } from "./markup";
import { folded, mark, tableOf } from "./parts";
import type { ReportContent } from "./report-content";
import { FEW_PAIRS } from "./told-in-full";

/** The findings of the checks and of the simulation, and those that somebody accepts, with the reason. */
export function findingsSection({ checked, simulated, topology }: ReportContent): Markup {
  return html`<h3>Findings of the checks</h3>
${listOf(checked, "The checks find nothing.")}<h3>Findings of the simulation</h3>
${
  topology.pairs.size > FEW_PAIRS ? countsOf(simulated) : listOf(simulated, "No invariant is broken in any scenario.")
}<h3>Accepted</h3>
${acceptedTable([...checked.acknowledged, ...simulated.acknowledged])}`;
}

function listOf({ findings, notEvaluated }: LocatedReport, nothing: string): Markup {
  if (findings.length + notEvaluated.length === 0) return html`<p>${nothing}</p>\n`;
  return html`${[...findings].sort(errorsFirst).map(findingPart)}${notEvaluated.map(notEvaluatedPart)}`;
}

/** With many pairs, how often each invariant is broken; the pairs' chapters have the details. */
function countsOf({ findings, notEvaluated }: LocatedReport): Markup {
  const byCode = grouped(
    findings.map(({ entry }) => entry),
    ({ code }) => [code],
  );
  const rows = sortedBy(byCode, ([code]) => code).map(([code, own]) => [
    code,
    own[0]!.allowed ?? own[0]!.message,
    own.length,
    new Set(own.map(({ path }) => path[1])).size,
  ]);
  return html`${rows.length === 0 ? html`<p>No invariant is broken in any scenario.</p>\n` : tableOf("Broken invariants", ["invariant", "says", "broken in scenarios", "of pairs"], rows)}${notEvaluated.map(notEvaluatedPart)}`;
}

function findingPart({ entry, place }: Located<Finding>): Markup {
  const { level, code, message, found, allowed, fix, path } = entry;
  const rows = [
    ["where", `${positionText(place)}${path.length === 0 ? "the environment" : formatPath(path)}`],
    ...(found === undefined ? [] : [["found", found]]),
    ...(allowed === undefined ? [] : [["allowed", allowed]]),
    ["fix", fix],
  ];
  return folded(
    html`${mark(level === "error" ? "bad" : "warn", level)} <span class="name">${code}</span> <span class="quiet">${message}</span>`,
    tableOf(`${code}: ${message}`, ["what", "is"], rows),
    { find: [code, message, formatPath(path)] },
  );
}

function notEvaluatedPart({ entry: { code, path, reason, fix }, place }: Located<NotEvaluated>): Markup {
  return folded(
    html`${mark("quiet", "not evaluated")} <span class="name">${code}</span> <span class="quiet">${reason}</span>`,
    tableOf(
      code,
      ["what", "is"],
      [
        ["where", `${positionText(place)}${formatPath(path)}`],
        ["fix", fix],
      ],
    ),
    { find: [code, reason, formatPath(path)] },
  );
}

function acceptedTable(accepted: readonly AcknowledgedFinding[]): Markup {
  if (accepted.length === 0) return html`<p>Nothing is accepted.</p>\n`;
  return tableOf(
    "Accepted findings",
    ["finding", "on", "what", "reason"],
    accepted.map(({ finding, reason }) => [finding.code, formatPath(finding.path), finding.message, reason]),
  );
}

/** The file by its name only: its folder differs from machine to machine. */
function positionText({ position }: Place): string {
  return position === undefined ? "" : `${basename(position.file)}:${position.line}:${position.column} `;
}

function errorsFirst(a: Located<Finding>, b: Located<Finding>): number {
  return Number(a.entry.level !== "error") - Number(b.entry.level !== "error");
}
