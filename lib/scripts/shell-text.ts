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
  const text = String(value);
  if (text.includes("\0")) throw new RangeError("a NUL character cannot stand in a shell script");
  if (/[\uD800-\uDFFF]/u.test(text)) throw new RangeError("half a surrogate pair cannot be written as UTF-8");
  return new ShellText(`'${text.replaceAll("'", `'\\''`)}'`);
}

/** `NAME='value'` */
export function assign(name: string, value: string | number): ShellText {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new RangeError(`not a name of a variable: ${name}`);
  return new ShellText(`${name}=${quote(value).text}`);
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
  return new ShellText(
    parts
      .filter((part) => part !== undefined)
      .map((part) => part.text)
      .join("\n"),
  );
}

/**
 * Shell code with values in it. Backslashes stand for themselves, but for `\${` and an escaped backtick, which are how a template writes
 * `${` and a backtick. The line break after the opening and before the closing backtick is not part of the code. Code that stands alone on its line takes
 * the indentation of that line.
 */
export function sh(strings: TemplateStringsArray, ...values: readonly ShellPart[]): ShellText {
  const pieces = strings.raw.map((raw) => raw.replaceAll("\\${", "${").replaceAll("\\`", "`"));
  let text = pieces[0]!.replace(/^\n/, "");
  values.forEach((value, index) => {
    const next = pieces[index + 1]!;
    const indentation = /(?:^|\n)([ \t]*)$/.exec(text)?.[1];
    if (value === undefined) {
      if (indentation === undefined || !/^(?:\n|$)/.test(next))
        throw new RangeError("an optional part of a shell template stands on a line of its own");
      text =
        text.slice(0, text.length - indentation.length).replace(/\n$/, "") +
        (text.trim() === "" ? next.slice(1) : next);
      return;
    }
    const code = (value instanceof ShellText ? value : quote(value)).text;
    const indented =
      value instanceof ShellText && indentation ? code.replaceAll(/\n(?=[^\n])/g, `\n${indentation}`) : code;
    text += indented + next;
  });
  return new ShellText(text.replace(/\n[ \t]*$/, ""));
}

/** A whole program: the shebang line, then the code, then one line break at the end. */
export function program(interpreter: string, ...parts: readonly (ShellText | undefined)[]): string {
  return `#!${interpreter}\n${lines(...parts).text}\n`;
}
