import { OPTIONS } from "../configuration-layer/options-catalogue";
import { errors } from "../errors";
import { rules } from "../options";
import type { AddCommand } from "./add-command";
import { EXIT } from "./exit";
import { codeText, explainCode, optionText } from "./explanation";
import { jsonReport } from "./json-report";
import { knownCodes } from "./known-codes";
import { NOTHING_FOUND, refuseUse, useFindings } from "./use-report";

/** The options on the command line of `sip-ha explain`. */
interface ExplainOptions {
  readonly json?: true;
}

export const addExplain: AddCommand = (program, end) => {
  program
    .command("explain")
    .description(
      "explain what a code of a report means and what to do, or what is known about an option of the Configuration Layer",
    )
    .argument("<name...>", "a code, e.g. host-key-missing; or an option, e.g. sip-address or TServer/sip-address")
    .option("--json", "print the explanation as JSON")
    .action((names: string[], options: ExplainOptions) => end(explain(names, options)));
};

/**
 * `sip-ha explain`: what a code of a report means, with its causes and what to do; or what is known about an option of the Configuration Layer,
 * named with or without its section.
 */
function explain(names: readonly string[], { json }: ExplainOptions): number {
  const entries = knownCodes();
  const codesOf = (name: string) => entries.filter(({ code }) => code === name);
  const optionsOf = (name: string) =>
    OPTIONS.filter(({ section, option }) => name === option || name === `${section}/${option}`);
  const asked = [...new Set(names)];
  const known = new Set([
    ...entries.map(({ code }) => code),
    ...OPTIONS.flatMap(({ section, option }) => [option, `${section}/${option}`]),
  ]);
  const unknown = asked.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const problems = unknown.map((name) => errors.nothingToExplain(name, [...known]));
    return refuseUse(useFindings(problems), json, { codes: [], options: [] });
  }
  const codes = asked.flatMap(codesOf).map((entry) => explainCode(entry, rules));
  const options = asked.flatMap(optionsOf);
  const texts = [...codes.map(codeText), ...options.map(optionText)];
  process.stdout.write(json ? jsonReport(NOTHING_FOUND, { codes, options }) : `${texts.join("\n\n")}\n`);
  return EXIT.fine;
}
