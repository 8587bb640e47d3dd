import { posix } from "node:path";
// The parser that comes with API Extractor: the project's own compiler has no interface for programs.
import ts from "../node_modules/@microsoft/api-extractor/node_modules/typescript";

/** For each file, all files that it may import from, by name. */
const besides = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.SourceFile>>();

/** Parses files that may import from each other. */
export function parseSources(files: Readonly<Record<string, string>>): readonly ts.SourceFile[] {
  const parsed = Object.entries(files).map(
    ([file, text]) => [file, ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)] as const,
  );
  const byName = new Map(parsed);
  for (const source of byName.values()) besides.set(source, byName);
  return [...byName.values()];
}

/**
 * An expression of the sources as text, for somebody who reads about a message before seeing it. `<host>` stands for a value that is filled in. If there
 * are two wordings, the text has both.
 */
export function textOf(expression: ts.Expression, given: ReadonlyMap<string, ts.Expression> = new Map()): string {
  const inner = (one: ts.Expression) => textOf(one, given);
  if (isLiteral(expression)) return expression.text;
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
    const argument = given.get(expression.text);
    // A value that is passed as an argument has a better name in the place where it is filled in.
    const value =
      argument === undefined || isText(argument) ? (argument ?? constantOf(expression)) : constantOf(argument);
    return value === undefined || value === expression ? nameOf(expression) : textOf(value);
  }
  return wordingsOf(expression)?.map(inner).join(" / ") ?? nameOf(expression);
}

/** A sentence with more wordings than this would be unreadable. */
const MOST_WORDINGS = 3;

/** The wordings in a small constant table, of which the expression takes one. */
function wordingsOf(expression: ts.Expression): ts.Expression[] | undefined {
  const table = ts.isElementAccessExpression(expression) ? constantOf(expression.expression) : undefined;
  if (table === undefined || !ts.isObjectLiteralExpression(table)) return undefined;
  const values = table.properties.map((one) => (ts.isPropertyAssignment(one) ? one.initializer : undefined));
  const isSmall = values.length <= MOST_WORDINGS;
  return isSmall && values.every((one) => one !== undefined && isText(one)) ? (values as ts.Expression[]) : undefined;
}

/** The text that fills a place in a sentence. If there are two wordings, it is the longer one, in full. */
function placeholder(expression: ts.Expression, given: ReadonlyMap<string, ts.Expression>): string {
  if (!ts.isConditionalExpression(expression)) return textOf(expression, given);
  const texts = [expression.whenTrue, expression.whenFalse].map((one) => textOf(one, given));
  return texts.sort((one, other) => other.length - one.length)[0]!;
}

/** A name for a value, from the word of the expression that says what the value is: `show(host.name)` becomes `<name>`. */
function nameOf(expression: ts.Expression): string {
  if (ts.isCallExpression(expression)) {
    const [first] = expression.arguments;
    return first === undefined || ts.isArrowFunction(first) ? nameOf(expression.expression) : nameOf(first);
  }
  if (ts.isPropertyAccessExpression(expression)) return `<${words(expression.name.text)}>`;
  if (ts.isIdentifier(expression)) return expression.text === "undefined" ? "" : `<${words(expression.text)}>`;
  if (ts.isNonNullExpression(expression)) return nameOf(expression.expression);
  if (ts.isElementAccessExpression(expression)) {
    // For a table of words, the key says more than the name of the table.
    const isTable = constantOf(expression.expression) !== undefined;
    return nameOf(isTable ? expression.argumentExpression : expression.expression);
  }
  return "<value>";
}

function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

/** The value of a constant that is declared in the same file or in a file that it imports from; undefined for anything else. */
export function constantOf(expression: ts.Expression): ts.Expression | undefined {
  if (!ts.isIdentifier(expression)) return undefined;
  for (let around: ts.Node = expression.parent; around !== undefined; around = around.parent) {
    if (!ts.isBlock(around) && !ts.isSourceFile(around)) continue;
    const found = declaredIn(around, expression.text);
    if (found !== undefined) return isWording(found) ? found : undefined;
  }
  const found = importedInto(expression.getSourceFile(), expression.text);
  return found && isWording(found) ? found : undefined;
}

function declaredIn({ statements }: ts.Block | ts.SourceFile, name: string): ts.Expression | undefined {
  const declarations = statements
    .filter(ts.isVariableStatement)
    .flatMap((one) => [...one.declarationList.declarations]);
  return declarations.find((one) => one.name.getText() === name)?.initializer;
}

function importedInto(source: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    const named = statement.importClause?.namedBindings;
    const one = named && ts.isNamedImports(named) && named.elements.find((element) => element.name.text === name);
    if (!one) continue;
    const from = posix.join(posix.dirname(source.fileName), (statement.moduleSpecifier as ts.StringLiteral).text);
    const files = besides.get(source);
    const file = files?.get(`${from}.ts`) ?? files?.get(`${from}/index.ts`);
    return file && declaredIn(file, (one.propertyName ?? one.name).text);
  }
  return undefined;
}

function isLiteral(value: ts.Expression): value is ts.StringLiteralLike | ts.NumericLiteral {
  return ts.isStringLiteralLike(value) || ts.isNumericLiteral(value);
}

function isText(value: ts.Expression): boolean {
  return (
    isLiteral(value) ||
    ts.isTemplateExpression(value) ||
    (ts.isConditionalExpression(value) && [value.whenTrue, value.whenFalse].every(isText))
  );
}

function isWording(value: ts.Expression): boolean {
  return isText(value) || ts.isObjectLiteralExpression(value);
}
