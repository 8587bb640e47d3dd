import { distance } from "fastest-levenshtein";
import { OPTIONS } from "../../configuration-layer/options-catalogue";
import { nearest } from "../../errors";
import { isMatch } from "../matching/matcher";
import { matchPattern } from "../matching/pattern";
import type { TextPattern } from "../matching/pattern-of";
import { renderMismatch } from "../matching/render-mismatch";
import { shown, shownPattern } from "../matching/shown";
import { requireText, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";
import type { Outcome } from "./outcome";

/** The expected value of an option. Options are text: a number or a boolean stands for its text. */
export type OptionPattern = TextPattern | number | boolean;

/** The options of an application as section, option, value. */
function optionsOf(subject: Synthesized, application: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const applications = subject.plan.configuration.options.filter(
    ({ level, name }) => name !== undefined && level !== "outbound-proxy",
  );
  const own = applications.find(({ name }) => name === application);
  if (own === undefined) {
    const names = applications.map(({ name }) => name!);
    throw unknownName(`${subject.environment} sets no options for an application`, application, names);
  }
  const sections = new Map<string, Map<string, string>>();
  for (const { section, option, value } of own.options) {
    const values = sections.get(section) ?? new Map<string, string>();
    sections.set(section, values.set(option, value));
  }
  return sections;
}

/** Whether an option of an application is set to a value; `Match.absent()` expects that it is not set. */
export function hasOption(
  subject: Synthesized,
  application: string,
  section: string,
  option: string,
  value: OptionPattern,
): Outcome {
  requireText(section, "an option is identified by its section and its name");
  requireText(option, "an option is identified by its section and its name");
  const sections = optionsOf(subject, application);
  const actual = sections.get(section)?.get(option);
  if (actual === undefined) requireOption(sections, section, option);
  const pattern = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  const result = matchPattern(pattern, actual, "may have more");
  if (!isMatch(result))
    return {
      isMet: false,
      message: () => {
        const intro = `application ${application} has no option ${section}/${option} = ${shownPattern(pattern)}`;
        return actual === undefined
          ? `${intro}${instead(sections, section, option)}`
          : `${intro}; it has another value:\n${renderMismatch(
              { [option]: actual },
              result.mismatches.map((one) => ({ ...one, path: [option] })),
            )}`;
      },
    };
  for (const { captor, value: captured } of result.captured) captor.keep(captured);
  return {
    isMet: true,
    message: () =>
      `application ${application} has the option ${section}/${option} = ${shownPattern(pattern)}, but should not: it is ${shown(actual)}`,
  };
}

/**
 * Refuses a mistyped name, which would make a negated assertion pass for ever: an option name that nothing has but that is nearly one of the catalogue,
 * or a section name that is nearly one that is set. Options that are set do not count: a site may number its own options, and assert that the next one
 * is not there.
 */
function requireOption(sections: ReadonlyMap<string, ReadonlyMap<string, string>>, section: string, option: string) {
  const known = new Set([...sections.keys(), ...OPTIONS.map((one) => one.section)]);
  requireName("no application has a section called", section, [...known]);
  const inSection = OPTIONS.filter((one) => one.section === section).map((one) => one.option);
  requireName(`section ${section} has no option called`, option, inSection);
}

function requireName(where: string, name: string, known: readonly string[]): void {
  if (!known.includes(name) && known.some((one) => distance(name, one) <= 2)) throw unknownName(where, name, known);
}

/** What is there instead of an option that is not set. */
function instead(sections: ReadonlyMap<string, ReadonlyMap<string, string>>, section: string, option: string): string {
  const all = [...sections].flatMap(([name, values]) =>
    [...values.keys()].map((key) => ({ section: name, option: key })),
  );
  const elsewhere = all.find((one) => one.option === option);
  if (elsewhere !== undefined) return `; did you mean the one in section ${elsewhere.section}?`;
  const options = [...(sections.get(section)?.keys() ?? [])];
  if (options.length === 0) {
    const meant = nearest(section, [...sections.keys()]);
    return `: nothing is set in section ${section}${meant === undefined ? "" : `; did you mean ${meant}?`}\nSections: ${[...sections.keys()].join(", ")}`;
  }
  const meant = nearest(option, options);
  return `: it is not set${meant === undefined ? "" : `; did you mean ${meant}?`}\nSet in ${section}: ${options.join(", ")}`;
}
