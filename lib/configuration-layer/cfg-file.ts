import { grouped } from "../model/grouped";
import { sortedBy } from "../text/sorted";
import type { OptionLevel } from "./catalogue-option";
import { optionEvidence } from "./options-catalogue";
import type { ServerOption } from "./server-options";

/**
 * An options file as GAX exports and imports it (fact `options-file`): sections in square brackets, `option=value` lines, string values only, UTF-8, one
 * object per file.
 *
 * The documented syntax has no comments. So comments stand only at the top, where no section is open yet that could take a line for an option. There an
 * importer ignores them or refuses the file, but never changes an object because of them. Options that rest on no documentation are listed there, not beside
 * their lines.
 *
 * Names and values cannot break the format: the model refuses control characters in values, and in names everything except letters, digits, `_`, `.` and `-`.
 */
export function renderCfg(
  options: readonly ServerOption[],
  header: readonly string[],
  level: OptionLevel = "sip-server",
): string {
  const unverified = options.filter(({ section, option }) => optionEvidence(section, option, level) === "unverified");
  const comments = [
    ...header,
    ...(unverified.length === 0 ? [] : ["Not verified against documentation; check each on your version:"]),
    ...names(unverified).map((name) => `  ${name}`),
  ];
  const sections = sortedBy(
    grouped(options, ({ section }) => [section]),
    ([section]) => section,
  );
  const blocks = sections.map(([name, all]) =>
    [`[${name}]`, ...all.map(({ option, value }) => `${option}=${value}`).sort()].join("\n"),
  );
  const top = comments.map((line) => `# ${line}`).join("\n");
  return `${[...(top === "" ? [] : [top]), ...blocks].join("\n\n")}\n`;
}

function names(options: readonly ServerOption[]): string[] {
  return options.map(({ section, option }) => `${section}/${option}`).sort();
}
