import { type CodeLanguage, fillTemplate } from "./code-template";

/** PowerShell code, as opposed to a value that has yet to be quoted. Only the functions of this file make it. Lines end with LF here. */
export class PowerShellText {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: code is kept, a value is quoted, `undefined` removes the line that it stands on. */
export type PowerShellPart = PowerShellText | string | number | undefined;

/**
 * A literal with exactly this value. Between single quotes only the quote itself has a meaning, and it is doubled. Refuses everything but printable
 * ASCII: PowerShell reads typographic quotes as quotes, and other characters by the code page of the machine.
 */
function quoted(value: string | number): string {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
    return String(value);
  }
  if (!/^[\x20-\x7e]*$/.test(value))
    throw new RangeError(`only the printable characters of ASCII can stand in PowerShell: ${JSON.stringify(value)}`);
  return `'${value.replaceAll("'", "''")}'`;
}

/** `$Name = 'value'` */
export function assign(name: string, value: string | number | PowerShellText): PowerShellText {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name) || AUTOMATIC.has(name.toLowerCase()))
    throw new RangeError(`not a name of a variable: ${name}`);
  return new PowerShellText(`$${name} = ${value instanceof PowerShellText ? value.text : quoted(value)}`);
}

/** Names to which PowerShell itself gives a value. */
const AUTOMATIC = new Set(["args", "error", "false", "home", "host", "input", "null", "pid", "profile", "pwd", "true"]);

/** `@{ Name = 'a'; Port = 1 }` */
export function hashtable(entries: Readonly<Record<string, string | number>>): PowerShellText {
  const pairs = Object.entries(entries).map(([key, value]) => `${key} = ${quoted(value)}`);
  return new PowerShellText(`@{ ${pairs.join("; ")} }`);
}

/** `@(...)`, one item on each line. */
export function array(items: readonly PowerShellText[]): PowerShellText {
  return new PowerShellText(`@(\n${items.map((item) => `  ${item.text}`).join("\n")}\n)`);
}

/** Comment lines, one for each line of the text. */
export function comment(text: string): PowerShellText {
  for (const line of text.split("\n")) quoted(line);
  return new PowerShellText(
    text
      .split("\n")
      .map((line) => `# ${line}`.trimEnd())
      .join("\n"),
  );
}

/** Pieces of code below each other. */
export function lines(...parts: readonly PowerShellText[]): PowerShellText {
  return new PowerShellText(parts.map((part) => part.text).join("\n"));
}

/** The same with an empty line between them. */
export function blocks(...parts: readonly PowerShellText[]): PowerShellText {
  return new PowerShellText(parts.map((part) => part.text).join("\n\n"));
}

const LANGUAGE: CodeLanguage<PowerShellText> = {
  make: (text) => new PowerShellText(text),
  isCode: (value) => value instanceof PowerShellText,
  quoted,
};

/** PowerShell code with values in it; see `fillTemplate`. */
export function powershell(strings: TemplateStringsArray, ...values: readonly PowerShellPart[]): PowerShellText {
  return fillTemplate(LANGUAGE, strings, values);
}

/** A whole program, with Windows' line ends. */
export function powershellProgram(code: PowerShellText): string {
  return `${code.text}\n`.replaceAll("\n", "\r\n");
}
