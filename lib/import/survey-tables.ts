import { table } from "../scripts/installer-program";
import { assign, blocks, comment, lines, type ShellText } from "../scripts/shell-text";
import { SETTINGS, TELLING } from "./telling-lines";

/**
 * The tables of a survey's program for a shell: which lines count, and what is started on the host.
 *
 * @param scripts what the Configuration Layer starts there, by absolute path
 */
export function surveyTables(scripts: readonly string[]): ShellText {
  return blocks(
    lines(
      comment(
        "Lines that are printed of files: those that may have a virtual IP; and the settings of control scripts.",
      ),
      assign("VIRTUAL_IPS", TELLING),
      assign("SETTINGS", SETTINGS),
    ),
    table(
      "each_script",
      "What the Configuration Layer starts on this host.",
      scripts.map((path) => [path]),
    ),
  );
}
