import { EVIDENCE, type Evidence } from "../../configuration-layer/evidence";
import { grouped } from "../../model/grouped";
import { sortedBy } from "../../text/sorted";
import { counted } from "../../text/wording";
import { html, type Markup } from "./markup";
import { folded, mark, tableOf, whole } from "./parts";
import type { ReportContent } from "./report-content";

const MARKS: Readonly<Record<Evidence, "good" | "quiet" | "warn">> = {
  documented: "good",
  analogous: "quiet",
  inferred: "quiet",
  unverified: "warn",
};

/** What each mark of evidence means. */
const MEANINGS: Readonly<Record<Evidence, string>> = {
  documented: "read in the vendor's documentation of the product or its framework",
  analogous: "read, but about another product or vendor, or the operating system",
  inferred: "deduced from what is documented",
  unverified: "found in no text; verify it on your system",
};

/** Every file of the output by its folder, each with how well its weakest fact is known. */
export function artifactsSection({ artifacts }: ReportContent): Markup {
  const folders = grouped(artifacts, ({ path }) => [folderOf(path)]);
  return html`<dl class="legend">${EVIDENCE.map((one) => html`<div><dt>${mark(MARKS[one], one)}</dt><dd>${MEANINGS[one]}</dd></div>`)}</dl>
${sortedBy(folders, ([folder]) => folder).map(([folder, files]) =>
  folded(
    html`<span class="name">${folder}</span> <span class="quiet">${counted(files.length, "file")}</span>`,
    tableOf(
      `Files of ${folder}`,
      ["file", "for", "goes to", "from", "evidence", "SHA-256 begins"],
      files.map(({ path, purpose, target, construct, evidence, sha256 }) => [
        path,
        purpose,
        target === undefined ? "-" : `${target.host} ${target.path} (${target.mode})`,
        whole(construct),
        mark(MARKS[evidence], evidence),
        html`<code>${sha256.slice(0, 12)}</code>`,
      ]),
    ),
    { find: [folder, ...files.map(({ path }) => path)] },
  ),
)}`;
}

/** A host's folder in full; for other files, only the first part of the path. */
function folderOf(path: string): string {
  const parts = path.split("/");
  if (parts.length === 1) return "the environment's folder";
  return parts.slice(0, parts[0] === "hosts" ? 2 : 1).join("/");
}
