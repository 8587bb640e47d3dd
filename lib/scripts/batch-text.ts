import { type FileText, SharedText } from "../text/file-text";
import { type CodeLanguage, fillTemplate } from "./code-template";

/**
 * Batch code, as opposed to a value that has yet to be quoted. Only the functions of this file make it. Lines end with LF here; a whole
 * program has CRLF, as cmd finds labels reliably in such files alone.
 *
 * The rules that make values safe: delayed expansion is off. A value is expanded only as `"%NAME%"`, between quotes, where cmd interprets nothing in
 * it. It is never an argument of `call`, which would read it a second time.
 */
export class BatchText {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: code is kept, a value is quoted, `undefined` removes the line that it stands on. */
export type BatchPart = BatchText | string | number | undefined;

/** Names to which cmd itself gives a value, which an assignment would hide. */
const DYNAMIC = ["CD", "CMDCMDLINE", "CMDEXTVERSION", "DATE", "ERRORLEVEL", "HIGHESTNUMANODENUMBER", "RANDOM", "TIME"];

/** The longest line that cmd accepts. */
const LONGEST_LINE = 8_191;

/**
 * A value as it stands between quotes, where only the percent sign has a meaning. Refuses what cannot stand there: a quote, which would end the quoted
 * text; control characters; and characters outside ASCII, whose bytes cmd reads as other characters with every code page.
 */
function literal(value: string | number): string {
  const text = String(value);
  if (text.includes('"')) throw new RangeError(`a quote cannot stand in a value of a batch file: ${text}`);
  if (!/^[\x20-\x7e]*$/.test(text))
    throw new RangeError(`only the printable characters of ASCII can stand in a batch file: ${JSON.stringify(text)}`);
  return text.replaceAll("%", "%%");
}

/** One word with exactly this value. A backslash before the closing quote would make that part of the word for most programs. */
export function quote(value: string | number): BatchText {
  const text = literal(value);
  if (text.endsWith("\\")) throw new RangeError(`a word of a batch file cannot end with a backslash: ${text}`);
  return new BatchText(`"${text}"`);
}

/** `set "NAME=value"` */
export function assign(name: string, value: string | number): BatchText {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name) || DYNAMIC.includes(name))
    throw new RangeError(`not a name of a variable: ${name}`);
  return new BatchText(`set "${name}=${literal(value)}"`);
}

/**
 * Comment lines, one for each line of the text. cmd expands percent signs even in a comment, so they are doubled. It looks for its special characters
 * in the first word, so the line must begin with a plain word. And it shows its help for /?.
 */
export function comment(text: string): BatchText {
  const commented = text.split("\n").map((line) => {
    const escaped = literal(line.replaceAll('"', "'")).trimEnd();
    const first = escaped.trimStart().split(" ")[0]!;
    if (/[&|<>^()]/.test(first) || escaped.endsWith("^") || escaped.includes("/?"))
      throw new RangeError(`cmd would read more than a comment: ${line}`);
    return `rem ${escaped}`.trimEnd();
  });
  return new BatchText(commented.join("\n"));
}

/** Pieces of code below each other; undefined pieces are left out. */
export function lines(...parts: readonly (BatchText | undefined)[]): BatchText {
  return joined(parts, "\n");
}

/** The same with an empty line between them. */
export function blocks(...parts: readonly (BatchText | undefined)[]): BatchText {
  return joined(parts, "\n\n");
}

function joined(parts: readonly (BatchText | undefined)[], between: string): BatchText {
  const texts = parts.filter((part) => part !== undefined).map((part) => part.text);
  return new BatchText(texts.join(between));
}

const LANGUAGE: CodeLanguage<BatchText> = {
  make: (text) => new BatchText(text),
  isCode: (value) => value instanceof BatchText,
  quoted: (value) => quote(value).text,
};

/** Batch code with values in it; see `fillTemplate`. */
export function batch(strings: TemplateStringsArray, ...values: readonly BatchPart[]): BatchText {
  return fillTemplate(LANGUAGE, strings, values);
}

/** A whole program: its own code, an empty line, then the code that it shares with others of its kind. */
export function program(own: BatchText, shared: SharedText): FileText {
  return { own: withLineEnds(`@echo off\n${own.text}\n\n`), shared };
}

const shared = new Map<string, SharedText>();

/** Code at the end of many programs, written once for all programs that have the same key. */
export function sharedCode(key: string, code: () => BatchText): SharedText {
  let text = shared.get(key);
  if (text === undefined) {
    text = new SharedText(withLineEnds(`${code().text}\n`));
    shared.set(key, text);
  }
  return text;
}

function withLineEnds(text: string): string {
  const long = text.split("\n").find((line) => line.length > LONGEST_LINE);
  if (long !== undefined) throw new RangeError(`a line of a batch file is too long: ${long.slice(0, 60)}`);
  return text.replaceAll("\n", "\r\n");
}
