import type { Rule } from "../lib/checks/rule";
import { rules } from "../lib/options";
import { invariants } from "../lib/simulation/invariants";
import type { CodeUse } from "./code-catalogue";

/** Codes that the sources have only as the values of a table: where they are used, and what lists them. */
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

/** The parts of the page whose codes are findings, by where these are made; whatever else there is, is of input and use. */
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
    "Every code that a command or the library may give, with its causes and what to do. What stands in &lt; &gt; is filled in; of several wordings, with / between " +
      "them, one is given. Made from the sources; `npm run documentation` writes it anew.",
    "Errors of input and use end a command with exit code 2, errors of checks and what advice, drift, import and simulation find with 1. Codes are stable: search for " +
      "them, script with them, acknowledge by them. `sip-ha explain <code>` prints what is here, and why a check is made.",
    "## Input and use",
    ...entriesOf("Input and use"),
    "## Checks",
    "What each check asks for and why is in [checks.md](checks.md). First what is told of acknowledgements, and of checks that could not be made.",
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
    "What `sip-ha import` tells beside the file that it has written, see [import.md](import.md).",
    ...entriesOf("Import"),
    "## Simulation",
    "What `sip-ha simulate` finds broken has the name of the invariant as its code, see [simulation.md](simulation.md). What could not be followed to its end has that of " +
      "the scenario or of the fault. Look at the timeline with `--pair` and `--scenario`; mend the cause, or acknowledge it with a reason.",
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
    const parts = [cause, fix && `to do: ${fix}`].filter((part) => part !== undefined && part !== "");
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
