import type { Position } from "../model/origin";
import { show } from "../text/wording";

/** The version of the format. Output of a collector with another version is not understood at all. */
export const FACTS_VERSION = 1;

/** A line of what a command printed. */
export interface FactsLine {
  readonly text: string;
  readonly position: Position;
}

/** What one command of a collector printed, on both outputs. */
export interface FactsSection {
  readonly name: string;
  readonly position: Position;
  readonly lines: readonly FactsLine[];
  /** The command's exit code; undefined if the file ends before the command did. */
  readonly code: number | undefined;
}

/** What a collector wrote. */
export interface FactsFile {
  readonly file: string;
  /** The version of this package whose collector wrote it. */
  readonly writtenBy: string;
  readonly environment: string;
  /** What it is about: `hosts.sip-a`, `dns`. */
  readonly of: string;
  /** When it was collected: in UTC, as `2026-01-31T02:00:00Z`; on Windows as the system's language has it. */
  readonly time?: string | undefined;
  readonly position: Position;
  readonly sections: readonly FactsSection[];
  /** Whether the collector came to its end, and nothing of its output is lost. */
  readonly isWhole: boolean;
}

/** A place in a facts file that cannot be understood. */
export interface Unparsed {
  readonly code: string;
  readonly position: Position;
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly fix: string;
}

/** Programs of `sip-ha survey` write the same format into files with other names. */
function isSurvey({ file }: Position): boolean {
  return file.endsWith(".survey");
}

const COLLECT_AGAIN = "collect again, and write the whole output to the file: see sip-ha facts";
const SURVEY_AGAIN = "survey again, and write the whole output to the file: see sip-ha survey";

/**
 * Understands what a collector wrote. Lines before its first line are skipped, because a login may print some; byte order marks and the line
 * ends of Windows are ignored. The facts are undefined if the file has none, or has another version of the format.
 */
export function parseFacts(
  file: string,
  content: string,
): { readonly facts: FactsFile | undefined; readonly unparsed: readonly Unparsed[] } {
  const lines = content
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((text, index): FactsLine => ({ text, position: { file, line: index + 1, column: 1 } }));
  const start = lines.findIndex(({ text }) => /^sip-ha-facts \S/.test(text));
  const first = lines[Math.max(0, start)]!;
  if (start === -1) return { facts: undefined, unparsed: [noFacts(first, content)] };
  if (first.text !== `sip-ha-facts ${FACTS_VERSION}`) return { facts: undefined, unparsed: [otherFormat(first)] };
  const header = headerOf(lines.slice(start + 1));
  const missing = ["package", "environment", "of"].filter((key) => !header.has(key));
  if (missing.length > 0) return { facts: undefined, unparsed: [cutOff(lines, missing[0]!)] };
  const { sections, unparsed } = sectionsOf(lines.slice(start + 1 + header.size));
  return {
    facts: {
      file,
      writtenBy: header.get("package")!,
      environment: header.get("environment")!,
      of: header.get("of")!,
      time: header.get("time"),
      position: first.position,
      sections,
      isWhole: !unparsed.some(({ code }) => code === "facts-truncated"),
    },
    unparsed,
  };
}

/** `key value`, until the first section. */
function headerOf(lines: readonly FactsLine[]): ReadonlyMap<string, string> {
  const header = new Map<string, string>();
  for (const { text } of lines) {
    const [, key, value] = /^([a-z]+) (.+)$/.exec(text) ?? [];
    if (key === undefined || key === "end" || header.has(key)) break;
    header.set(key, value!);
  }
  return header;
}

function sectionsOf(lines: readonly FactsLine[]) {
  const sections: FactsSection[] = [];
  const unparsed: Unparsed[] = [];
  let open: { name: string; position: Position; lines: FactsLine[] } | undefined;
  let isEnded = false;
  const close = (code: number | undefined) => {
    if (open !== undefined) sections.push({ ...open, code });
    open = undefined;
  };
  for (const line of lines) {
    const { text, position } = line;
    const [, name] = /^== (\S+)/.exec(text) ?? [];
    const [, code] = /^-- (\d+)$/.exec(text) ?? [];
    const [, count] = /^end (\d+)$/.exec(text) ?? [];
    if (isEnded) {
      // A login may also print something when it ends.
      if (!/^sip-ha-facts \S/.test(text)) continue;
      unparsed.push(appended(position));
      break;
    } else if (open !== undefined && text.startsWith(" ")) open.lines.push({ text: text.slice(1), position });
    else if (open !== undefined && code !== undefined) close(Number(code));
    else if (name !== undefined) {
      // The end of the previous section is lost, and perhaps more of it.
      if (open !== undefined) unparsed.push(strangeLine(line));
      close(undefined);
      open = { name, position, lines: [] };
    } else if (open === undefined && count !== undefined) {
      isEnded = true;
      if (Number(count) !== sections.length) unparsed.push(lostSections(line, sections.length));
    } else if (text !== "") unparsed.push(strangeLine(line));
  }
  close(undefined);
  if (!isEnded) unparsed.push(cutOff(lines, "end"));
  return { sections, unparsed };
}

function noFacts({ position }: FactsLine, content: string): Unparsed {
  return {
    code: "facts-unreadable",
    position,
    message: "no collector wrote this",
    found: /[\0\uFFFD]/.test(content)
      ? "bytes that are neither UTF-8 text, nor UTF-16 text with its mark"
      : "no line sip-ha-facts",
    expected: `a line sip-ha-facts ${FACTS_VERSION}, then what the collector printed`,
    fix: isSurvey(position) ? SURVEY_AGAIN : COLLECT_AGAIN,
  };
}

function otherFormat({ text, position }: FactsLine): Unparsed {
  return {
    code: "facts-version",
    position,
    message: "the facts are of another version of the format",
    found: show(text),
    expected: `sip-ha-facts ${FACTS_VERSION}`,
    fix: isSurvey(position)
      ? "write the surveys again with sip-ha survey of this version, and run those"
      : "write the collectors again with sip-ha facts of this version, and collect with those",
  };
}

function cutOff(lines: readonly FactsLine[], key: string): Unparsed {
  const last = lines.findLast(({ text }) => text !== "") ?? lines[0];
  const position = last?.position ?? { file: "", line: 1, column: 1 };
  return {
    code: "facts-truncated",
    position,
    message: "the file ends before the collector did",
    found: `no line ${key}`,
    expected: "what was collected, then the line end",
    fix: isSurvey(position) ? SURVEY_AGAIN : COLLECT_AGAIN,
  };
}

function lostSections({ text, position }: FactsLine, count: number): Unparsed {
  return {
    code: "facts-truncated",
    position,
    message: "sections of the collector's output are missing",
    found: `${count}`,
    expected: show(text.slice("end ".length)),
    fix: isSurvey(position) ? SURVEY_AGAIN : COLLECT_AGAIN,
  };
}

/** The effect of `>>` in a shell: the oldest facts are compared. */
function appended(position: Position): Unparsed {
  return {
    code: "facts-appended",
    position,
    message: "what was collected later follows this file's first facts, and is left out",
    found: "a second line sip-ha-facts",
    expected: "what one run of a collector printed",
    fix: "collect again, and replace the file: > instead of >>",
  };
}

function strangeLine({ text, position }: FactsLine): Unparsed {
  return {
    code: "facts-line",
    position,
    message: "no collector writes such a line",
    found: show(text),
    expected: "a section's == line, its lines behind a space, its -- line",
    fix: isSurvey(position) ? SURVEY_AGAIN : COLLECT_AGAIN,
  };
}
