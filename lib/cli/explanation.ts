import type { Rule } from "../checks/rule";
import { type CatalogueOption, evidenceText, OPTION_OWNERS } from "../configuration-layer/catalogue-option";
import { allowedValues } from "../configuration-layer/options-catalogue";
import { wrapped } from "../text/wrapped";
import type { CodeEntry } from "./code-page";

/** What a code in a report means. */
export interface CodeExplanation {
  readonly code: string;
  /** The part of `docs/errors.md` that has the code. */
  readonly part: string;
  /** For a check: its level, whether it may be acknowledged, what holds, and what happens if that does not hold. */
  readonly check?: {
    readonly level: string;
    readonly acknowledgeable: boolean;
    readonly holds: string;
    readonly why: string;
  };
  /** For a code that is not from a check: what the page says of it, and of its whole part. */
  readonly words: readonly string[];
  /** What may have happened, and what to do. */
  readonly causes: readonly string[];
}

/** The entry of a code, with what the rule itself says if the code is from a check. */
export function explainCode(entry: CodeEntry, rules: readonly Rule[]): CodeExplanation {
  const { code, part, causes } = entry;
  const rule = part === "Checks" ? rules.find((one) => one.code === code) : undefined;
  if (rule === undefined)
    return { code, part, words: [...entry.words, ...(part === "Checks" ? [] : entry.about)], causes };
  const { level, title, why, acknowledgeable = false } = rule;
  const check = { level, acknowledgeable: level === "warning" || acknowledgeable, holds: title, why };
  return { code, part, check, words: [], causes };
}

/** For people. */
export function codeText({ code, part, check, words, causes }: CodeExplanation): string {
  const acknowledged = check?.acknowledgeable ? "may be acknowledged" : "cannot be acknowledged";
  return [
    check === undefined ? `${code}: ${part.toLowerCase()}` : `${code}: ${check.level} of a check, ${acknowledged}`,
    ...(check === undefined ? words.map((text) => paragraph(text)) : []),
    ...(check === undefined ? [] : [paragraph(check.holds, "holds: "), paragraph(check.why, "why:   ")]),
    ...(causes.length === 0 ? [] : ["", "  what may be reported, and what to do:"]),
    ...causes.map((cause) => paragraph(cause, "- ")),
    ...(check?.acknowledgeable || part === "Simulation" ? ["", ...acknowledgement(code)] : []),
  ].join("\n");
}

function acknowledgement(code: string): string[] {
  return [
    "  to accept it, in the environment file:",
    "    acknowledge:",
    `      - finding: ${code}`,
    "        on: <the path that the finding names, or one above it>",
    "        reason: <who has looked at it, and what makes it bearable>",
  ];
}

const NOT_KNOWN = "documented in no source that was read";

/** For people. Says what is not known, so that nobody takes it for a default. */
export function optionText(known: CatalogueOption): string {
  const { section, option, level, values, takesEffect, since, source } = known;
  return [
    `${section}/${option}: an option of ${OPTION_OWNERS[level]}`,
    paragraph(values === undefined ? `${NOT_KNOWN}, so no value is refused` : allowedValues(values), "values:       "),
    paragraph(known.default ?? NOT_KNOWN, "default:      "),
    paragraph(takesEffect ?? NOT_KNOWN, "takes effect: "),
    ...(since === undefined ? [] : [paragraph(`SIP Server ${since}`, "since:        ")]),
    paragraph(evidenceText(known), "evidence:     "),
    // The address is not wrapped, so that it can be copied whole.
    `  source:       ${source}`,
  ].join("\n");
}

function paragraph(text: string, label = ""): string {
  return wrapped(`  ${label}${text}`, 2 + label.length);
}
