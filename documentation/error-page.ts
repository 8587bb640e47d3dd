import type { Rule } from "../lib/checks/rule";
import { rules } from "../lib/options";
import { invariants } from "../lib/simulation/invariants";
import type { CodeUse } from "./code-catalogue";

/** Codes that are only values of a table in the sources: where they are used, and what they are codes of. */
export const FROM_TABLES: ReadonlyMap<string, string> = new Map([
  ["checks/engine.ts code", "a rule's, in the list of rules"],
  ["cli/simulation-findings.ts invariant.name", "an invariant's"],
  ["cli/simulation-findings.ts scenario.name", "the scenario's that could not be followed"],
  ["cli/sweep.ts invariant", "an invariant's"],
  ["cli/unread-facts.ts code", "that of an error of reading, which is handed on"],
  ["drift/compare-host.ts code", "that of what a system does with an address, in the table beside it"],
  ["drift/compare-virtual-ips.ts told.code", "that of what is the matter with an address, in the table beside it"],
  ["cli/sweep.ts strikes.at(-1)!.fault", "the fault's that could not be followed"],
]);

/** The parts of the page whose codes are findings, by the files that make them. All other codes belong to input and use. */
const FOUND_IN: readonly { readonly part: string; readonly made: RegExp }[] = [
  { part: "Checks", made: /^(?:checks\/acknowledgement\.ts |synth\/resolve\.ts checks$)/ },
  { part: "Advice", made: /^(?:cli\/advise\.ts |errors\.ts no-option-fits$)/ },
  { part: "Drift", made: /^(?:drift\/|cli\/(?:drift|unread-facts)\.ts )/ },
  { part: "Import", made: /^import\// },
];

function partOf({ file, code }: CodeUse): string {
  return FOUND_IN.find(({ made }) => made.test(`${file} ${code}`))?.part ?? "Input and use";
}

/** The page of every code. */
export function errorPage(uses: readonly CodeUse[]): string {
  const checked = new Set(rules.map(({ code }) => code));
  const others = uses.filter(({ code }) => !checked.has(code));
  const entriesOf = (part: string) => entries(others.filter((use) => partOf(use) === part));
  return [
    "# Errors and findings",
    "Every code that a command or the library can report, with its causes and fixes. Text in &lt; &gt; is filled in. If there are several wordings with / between " +
      "them, a message has one of them. This page is made from the sources; `npm run documentation` writes it again.",
    "Errors of input and use end a command with exit code 2; errors of checks, and what advice, drift, import and simulation find, end it with 1. Codes are stable: " +
      "search for them, use them in scripts and in acknowledgements. `sip-ha explain <code>` prints what is here, and why a check is made.",
    "## Input and use",
    ...entriesOf("Input and use"),
    "## Checks",
    "[checks.md](checks.md) has what each check requires, and why. The first entries are about acknowledgements, and about checks that could not be made.",
    ...entriesOf("Checks"),
    ...rules.map((rule) =>
      entry(
        rule.code,
        uses.filter(({ code }) => code === rule.code),
        ruleWords(rule),
      ),
    ),
    "## Advice",
    "What `sip-ha advise` finds, see [advise.md](advise.md).",
    ...entriesOf("Advice"),
    "## Drift",
    "What `sip-ha drift` finds, or could not compare, see [drift.md](drift.md).",
    ...entriesOf("Drift"),
    "## Import",
    "What `sip-ha import` reports beside the file that it has written, see [import.md](import.md).",
    ...entriesOf("Import"),
    "## Simulation",
    "If `sip-ha simulate` finds an invariant broken, the code is the name of the invariant, see [simulation.md](simulation.md). If a scenario or a fault could not be " +
      "followed to its end, the code is its name. Look at the timeline with `--pair` and `--scenario`; fix the cause, or acknowledge it with a reason.",
    ...invariants.map(({ number, name, title }) => `### ${name}\n\n${number}. ${title}`),
  ]
    .join("\n\n")
    .concat("\n");
}

function entries(uses: readonly CodeUse[]): string[] {
  const codes = [...new Set(uses.map(({ code }) => code))].sort();
  return codes.map((code) =>
    entry(
      code,
      uses.filter((use) => use.code === code),
    ),
  );
}

function ruleWords({ level, acknowledgeable, title }: Rule): string {
  const kind = level === "warning" ? "Warning" : acknowledgeable ? "Error, may be acknowledged" : "Error";
  return `${kind}. What holds: ${title}.`;
}

function entry(code: string, uses: readonly CodeUse[], words?: string): string {
  const lines = uses.flatMap(({ cause, fix }) => {
    const parts = [cause, fix && `fix: ${fix}`].filter((part) => part !== undefined && part !== "");
    return parts.length === 0 ? [] : [`- ${escaped(parts.join("; "))}`];
  });
  return [`### ${code}`, ...(words === undefined ? [] : [words]), [...new Set(lines)].join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Text that Markdown takes as it is. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/([*_[\]`\\])/g, "\\$1");
}
