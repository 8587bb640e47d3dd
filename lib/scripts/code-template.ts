import { onceFor } from "../model/once-for";

/** How a tagged template of code in a language takes its values. */
export interface CodeLanguage<Code extends { readonly text: string }> {
  make(text: string): Code;
  isCode(value: unknown): value is Code;
  /** A value that is not code, as one word of the language. */
  quoted(value: string | number): string;
}

/**
 * Code with values in it. Backslashes stand for themselves, except in `\${` and an escaped backtick, by which a template writes `${` and a backtick. The
 * line breaks after the opening and before the closing backtick are not part of the code. Code that stands alone on its line takes the indentation of that
 * line. If a value is undefined, its line is left out.
 */
export function fillTemplate<Code extends { readonly text: string }>(
  language: CodeLanguage<Code>,
  strings: TemplateStringsArray,
  values: readonly (Code | string | number | undefined)[],
): Code {
  const template = templateOf(strings);
  let text = template.pieces[0]!;
  for (const [index, value] of values.entries()) {
    const next = template.pieces[index + 1]!;
    const indentation = template.indentations[index];
    if (value === undefined) {
      if (indentation === undefined || !/^(?:\n|$)/.test(next))
        throw new RangeError("an optional part of a template stands on a line of its own");
      const before = text.slice(0, text.length - indentation.length);
      text = before.endsWith("\n") ? before.slice(0, -1) + next : before + next.slice(1);
    } else if (language.isCode(value)) {
      text += (indentation ? value.text.replaceAll(/\n(?=[^\n])/g, `\n${indentation}`) : value.text) + next;
    } else text += language.quoted(value) + next;
  }
  return language.make(text);
}

/** A template, prepared once because a thousand hosts use the same one. */
interface Template {
  readonly pieces: readonly string[];
  /** The white space before each value, if nothing else stands before it on its line. */
  readonly indentations: readonly (string | undefined)[];
}

const templateOf = onceFor((strings: TemplateStringsArray): Template => {
  const pieces = strings.raw.map((raw) => raw.replaceAll("\\${", "${").replaceAll("\\`", "`"));
  pieces[0] = pieces[0]!.replace(/^\n/, "");
  const last = pieces.length - 1;
  pieces[last] = pieces[last]!.replace(/\n[ \t]*$/, "");
  const indentations = pieces
    .slice(0, -1)
    .map((piece, index) => (index === 0 ? /(?:^|\n)([ \t]*)$/ : /\n([ \t]*)$/).exec(piece)?.[1]);
  return { pieces, indentations };
});
