// The parser that API Extractor brings: the project's own compiler has no interface for programs.
import ts from "../node_modules/@microsoft/api-extractor/node_modules/typescript";

/**
 * What an expression of the sources is as text, for whoever reads about a message that they have not seen yet: `<host>` stands for what is filled in, and of
 * two wordings both are told.
 */
export function textOf(expression: ts.Expression, given: ReadonlyMap<string, ts.Expression> = new Map()): string {
  const inner = (one: ts.Expression) => textOf(one, given);
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return inner(expression.expression);
  if (ts.isTemplateExpression(expression))
    return expression.templateSpans.reduce(
      (text, span) => text + placeholder(span.expression, given) + span.literal.text,
      expression.head.text,
    );
  if (ts.isConditionalExpression(expression)) {
    const texts = [expression.whenTrue, expression.whenFalse].map(inner).filter((text) => text !== "");
    return [...new Set(texts)].join(" / ");
  }
  if (ts.isIdentifier(expression)) {
    const value = given.get(expression.text) ?? constantOf(expression);
    return value === undefined || value === expression ? nameOf(expression) : textOf(value);
  }
  return nameOf(expression);
}

/** Filled into a sentence: of two wordings within it the longer is told, in full. */
function placeholder(expression: ts.Expression, given: ReadonlyMap<string, ts.Expression>): string {
  if (!ts.isConditionalExpression(expression)) return textOf(expression, given);
  const texts = [expression.whenTrue, expression.whenFalse].map((one) => textOf(one, given));
  return texts.sort((one, other) => other.length - one.length)[0]!;
}

/** The last word of an expression that says what it is: `show(host.name)` is a `<name of host>`. */
function nameOf(expression: ts.Expression): string {
  if (ts.isCallExpression(expression)) {
    const [first] = expression.arguments;
    return first === undefined || ts.isArrowFunction(first) ? nameOf(expression.expression) : nameOf(first);
  }
  if (ts.isPropertyAccessExpression(expression)) return `<${words(expression.name.text)}>`;
  if (ts.isIdentifier(expression)) return expression.text === "undefined" ? "" : `<${words(expression.text)}>`;
  if (ts.isNonNullExpression(expression)) return nameOf(expression.expression);
  if (ts.isElementAccessExpression(expression)) return nameOf(expression.expression);
  return "<value>";
}

function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

/** What a constant of the same file is, by its name; undefined for anything else. */
export function constantOf(expression: ts.Expression): ts.Expression | undefined {
  if (!ts.isIdentifier(expression)) return undefined;
  for (let around: ts.Node = expression.parent; around !== undefined; around = around.parent) {
    if (!ts.isBlock(around) && !ts.isSourceFile(around)) continue;
    for (const statement of around.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find((one) => one.name.getText() === expression.text);
      if (found?.initializer !== undefined) return isWording(found.initializer) ? found.initializer : undefined;
    }
  }
  return undefined;
}

function isWording(value: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(value) ||
    ts.isTemplateExpression(value) ||
    (ts.isConditionalExpression(value) && [value.whenTrue, value.whenFalse].every(isWording)) ||
    ts.isObjectLiteralExpression(value)
  );
}
