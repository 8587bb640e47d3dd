import { type FileText, SharedText } from "../text/file-text";

/** POSIX shell code, as opposed to a value that has yet to be quoted. Only the functions of this file make it. */
export class ShellText {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: code is kept, a value is quoted, nothing removes the line that it stands on. */
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

/** Pieces of code below each other; what is undefined is left out. */
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

/**
 * Shell code with values in it. Backslashes stand for themselves, but for `\${` and an escaped backtick, which are how a template writes
 * `${` and a backtick. The line break after the opening and before the closing backtick is not part of the code. Code that stands alone on its line takes
 * the indentation of that line.
 */
export function sh(strings: TemplateStringsArray, ...values: readonly ShellPart[]): ShellText {
  const template = templateOf(strings);
  if (template.constant !== undefined) return template.constant;
  let text = template.pieces[0]!;
  for (const [index, value] of values.entries()) {
    const next = template.pieces[index + 1]!;
    const indentation = template.indentations[index];
    if (value === undefined) {
      if (indentation === undefined || !/^(?:\n|$)/.test(next))
        throw new RangeError("an optional part of a shell template stands on a line of its own");
      const before = text.slice(0, text.length - indentation.length);
      text = before.endsWith("\n") ? before.slice(0, -1) + next : before + next.slice(1);
    } else if (value instanceof ShellText) {
      text += (indentation ? value.text.replaceAll(/\n(?=[^\n])/g, `\n${indentation}`) : value.text) + next;
    } else text += quoted(value) + next;
  }
  return new ShellText(text);
}

/** A template as it is needed: read once, since a thousand hosts use the same. */
interface Template {
  readonly pieces: readonly string[];
  /** The white space before each value, where nothing else is before it on its line. */
  readonly indentations: readonly (string | undefined)[];
  /** The code of a template without values. */
  readonly constant?: ShellText;
}

const templates = new WeakMap<TemplateStringsArray, Template>();

function templateOf(strings: TemplateStringsArray): Template {
  const known = templates.get(strings);
  if (known !== undefined) return known;
  const pieces = strings.raw.map((raw) => raw.replaceAll("\\${", "${").replaceAll("\\`", "`"));
  pieces[0] = pieces[0]!.replace(/^\n/, "");
  const last = pieces.length - 1;
  pieces[last] = pieces[last]!.replace(/\n[ \t]*$/, "");
  const indentations = pieces
    .slice(0, -1)
    .map((piece, index) => (index === 0 ? /(?:^|\n)([ \t]*)$/ : /\n([ \t]*)$/).exec(piece)?.[1]);
  const template =
    last === 0 ? { pieces, indentations, constant: new ShellText(pieces[0]!) } : { pieces, indentations };
  templates.set(strings, template);
  return template;
}

/** A whole program: the shebang line, its own code, an empty line, then the code that it shares with others of its kind. */
export function program(interpreter: string, own: ShellText, shared: SharedText): FileText {
  return { own: `#!${interpreter}\n${own.text}\n\n`, shared };
}

const shared = new Map<string, SharedText>();

/** Code that ends many programs, written once for all of them: those that have the same key. */
export function sharedCode(key: string, code: () => ShellText): SharedText {
  let text = shared.get(key);
  if (text === undefined) {
    text = new SharedText(`${code().text}\n`);
    shared.set(key, text);
  }
  return text;
}
