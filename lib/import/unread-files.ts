import { SCRIPT_ENDINGS } from "./script-endings";
import { isComment, type SurveyedFile, type SurveyedLine } from "./surveyed-files";

/** The text after a word that reads in or calls a file; a label of a batch file is not a file. */
const READ_IN = /(?:^|[\s;&|({@])(?:\.|source|call)\s+(?!:)([^;&|#]+)/i;

/** A word that is a script's name. */
const SCRIPT = new RegExp(`[^\\s"'=;&|(){}]+\\.(?:${SCRIPT_ENDINGS.join("|")})(?![\\w.])`, "gi");

/** The system's own files, which say nothing about virtual IPs. */
const OF_SYSTEM = /^\/(?:etc|lib|usr)\//;

/** A line with which a program reads in or runs a file that is not among its surveyed files, so that what it does is not known; undefined if there is none. */
export function unreadFile(files: readonly SurveyedFile[]): SurveyedLine | undefined {
  const known = new Set(files.map(({ path }) => lastOf(path)));
  return files
    .filter(({ path }) => !OF_SYSTEM.test(path))
    .flatMap(({ lines }) => lines)
    .find(({ text }) => !isComment(text) && filesIn(text).some((name) => !known.has(name)));
}

/** The names of the files that a line reads in or runs, without their folders. */
function filesIn(text: string): string[] {
  const readIn = READ_IN.exec(text)?.[1];
  const words = [...(readIn === undefined ? [] : [readIn.trim()]), ...(text.match(SCRIPT) ?? [])];
  return words
    .filter((word) => !OF_SYSTEM.test(word))
    .map(lastOf)
    .filter((name) => name !== "");
}

/** `vip.conf` of `"$(dirname "$0")/vip.conf" x`, `vip.cmd` of `%~dp0vip.cmd`. */
function lastOf(path: string): string {
  const name = path.replaceAll(/["']/g, "").replace(/^.*(?:[\\/]|%~dp0)/i, "");
  return name.split(/[\s)}]/)[0]!.toLowerCase();
}
