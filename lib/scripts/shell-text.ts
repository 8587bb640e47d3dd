import { type FileText, SharedText } from "../text/file-text";
import { type CodeLanguage, fillTemplate } from "./code-template";

/** POSIX shell code, as opposed to a value that has yet to be quoted. Only the functions of this file make it. */
export class ShellText {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: code is kept, a value is quoted, `undefined` removes the line that it stands on. */
export type ShellPart = ShellText | string | number | undefined;

/** One word of the shell with exactly this value. Refuses what no word can hold: NUL, and halves of surrogate pairs. */
export function quote(value: string | number): ShellText {
  return new ShellText(quoted(value));
}

function quoted(value: string | number): string {
  const text = String(value);
  if (/^[\x20-\x26\x28-\x7e]*$/.test(text)) return `'${text}'`;
  if (text.includes("\0")) throw new RangeError("a NUL character cannot stand in a shell script");
  if (/[\uD800-\uDFFF]/u.test(text)) throw new RangeError("half a surrogate pair cannot be written as UTF-8");
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command as an operator types it into a shell: quoted only where that is needed. */
export function typedCommand(words: readonly string[]): ShellText {
  return new ShellText(words.map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : quoted(word))).join(" "));
}

/** `NAME='value'` */
export function assign(name: string, value: string | number): ShellText {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new RangeError(`not a name of a variable: ${name}`);
  return new ShellText(`${name}=${quoted(value)}`);
}

/** Comment lines, one for each line of the text. */
export function comment(text: string): ShellText {
  quote(text);
  return new ShellText(
    text
      .split("\n")
      .map((line) => `# ${line}`.trimEnd())
      .join("\n"),
  );
}

/** Pieces of code below each other; undefined pieces are left out. */
export function lines(...parts: readonly (ShellText | undefined)[]): ShellText {
  return joined(parts, "\n");
}

/** The same with an empty line between them. */
export function blocks(...parts: readonly (ShellText | undefined)[]): ShellText {
  return joined(parts, "\n\n");
}

function joined(parts: readonly (ShellText | undefined)[], between: string): ShellText {
  const texts: string[] = [];
  for (const part of parts) if (part !== undefined) texts.push(part.text);
  return new ShellText(texts.join(between));
}

const LANGUAGE: CodeLanguage<ShellText> = {
  make: (text) => new ShellText(text),
  isCode: (value) => value instanceof ShellText,
  quoted,
};

/** Shell code with values in it; see `fillTemplate`. */
export function sh(strings: TemplateStringsArray, ...values: readonly ShellPart[]): ShellText {
  return fillTemplate(LANGUAGE, strings, values);
}

/** A whole program: the shebang line, its own code, an empty line, then the code that it shares with others of its kind. */
export function program(interpreter: string, own: ShellText, shared: SharedText): FileText {
  return { own: `#!${interpreter}\n${own.text}\n\n`, shared };
}

const shared = new Map<string, SharedText>();

/** Code at the end of many programs, written once for all programs that have the same key. */
export function sharedCode(key: string, code: () => ShellText): SharedText {
  let text = shared.get(key);
  if (text === undefined) {
    text = new SharedText(`${code().text}\n`);
    shared.set(key, text);
  }
  return text;
}
