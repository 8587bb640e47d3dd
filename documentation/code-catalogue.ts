import { readdirSync, readFileSync } from "node:fs";
import { join, slashed } from "../lib/text/paths";
// The parser that comes with API Extractor: the project's own compiler has no interface for programs.
import ts from "../node_modules/@microsoft/api-extractor/node_modules/typescript";
import { ROOT } from "./declared-package";
import { constantOf, parseSources, textOf } from "./source-text";

/** A place in the sources where a message with a code is made. */
export interface CodeUse {
  readonly code: string;
  /** What the message says; `<name>` stands for a value that is filled in. Undefined if the text is put together elsewhere. */
  readonly cause: string | undefined;
  readonly fix: string | undefined;
  /** The path below `lib/`. */
  readonly file: string;
}

/** A code that the parser cannot read as text. */
export interface UnreadCode {
  readonly file: string;
  readonly line: number;
  readonly expression: string;
}

/** Every code in the sources, with what its messages say. */
export interface CodeCatalogue {
  readonly uses: readonly CodeUse[];
  readonly unread: readonly UnreadCode[];
}

/** The keys whose text says what is wrong. */
const CAUSES = ["message", "notEvaluated", "reason"];

type FunctionNode = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration;
type Arguments = ReadonlyMap<string, ts.Expression>;

/** Reads the sources of `lib`, except those of the testing entries and the tables of rules, whose codes are values. */
export function codeCatalogue(files: Readonly<Record<string, string>> = sources()): CodeCatalogue {
  const parsed = parseSources(files);
  const calls = callsIn(parsed);
  const uses: CodeUse[] = [];
  const unread: UnreadCode[] = [];
  for (const source of parsed) {
    const rule = ruleIn(source);
    visit(source, (node) => {
      if (!ts.isObjectLiteralExpression(node)) return;
      // A finding of a rule has the rule's code.
      const code = propertyOf(node, "code") ?? (propertyOf(node, "path") && rule);
      // A mapping with a code, but with neither a message nor a fix, is data about codes, such as a rule.
      if (code === undefined || !isMessage(node)) return;
      const cause = CAUSES.map((key) => propertyOf(node, key)).find((one) => one !== undefined);
      const fix = propertyOf(node, "fix");
      const handedOn = [cause, fix].filter((one) => one !== undefined && ts.isIdentifier(one));
      for (const given of argumentsFor(node, [code, ...handedOn], calls)) {
        const codes = codesOf(code, given);
        if (codes === undefined) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          unread.push({ file: source.fileName, line: line + 1, expression: code.getText() });
        }
        for (const one of codes ?? [])
          uses.push({
            code: one,
            cause: cause && textOf(cause, given),
            fix: fix && textOf(fix, given),
            file: source.fileName,
          });
      }
    });
  }
  return { uses, unread };
}

function sources(): Record<string, string> {
  const files = (readdirSync(join(ROOT, "lib"), { recursive: true }) as string[])
    .map((file) => slashed(file))
    .filter((file) => file.endsWith(".ts") && !file.startsWith("testing/"));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(ROOT, "lib", file), "utf8")]));
}

/** The code of the rule in a file. */
function ruleIn(source: ts.SourceFile): ts.Expression | undefined {
  let code: ts.Expression | undefined;
  visit(source, (node) => {
    if (ts.isObjectLiteralExpression(node) && propertyOf(node, "why") !== undefined) code = propertyOf(node, "code");
  });
  return code;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function isMessage(node: ts.ObjectLiteralExpression): boolean {
  return (
    propertyOf(node, "fix") !== undefined ||
    propertyOf(node, "message") !== undefined ||
    node.properties.some((one) => ts.isSpreadAssignment(one) && /^errors\./.test(one.expression.getText()))
  );
}

/** The value of a key; in `{ code }` the value is the variable of that name. */
function propertyOf(node: ts.ObjectLiteralExpression, key: string): ts.Expression | undefined {
  for (const property of node.properties) {
    if (property.name?.getText() !== key) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  for (const property of node.properties) {
    // The parts that several messages share may be in a constant before them, or come from another error.
    const common = ts.isSpreadAssignment(property) && (constantOf(property.expression) ?? errorOf(property.expression));
    if (common && ts.isObjectLiteralExpression(common)) return propertyOf(common, key);
  }
  return undefined;
}

/** The mapping that a call of an error in the same file's table returns. */
function errorOf(expression: ts.Expression): ts.Expression | undefined {
  const name = /^errors\.(\w+)\(/.exec(expression.getText())?.[1];
  let found: ts.Expression | undefined;
  if (name !== undefined)
    visit(expression.getSourceFile(), (node) => {
      if (!ts.isPropertyAssignment(node) || node.name.getText() !== name) return;
      visit(node.initializer, (inner) => {
        if (found === undefined && ts.isObjectLiteralExpression(inner)) found = inner;
      });
    });
  return found;
}

/** Calls by the name of the called function: `drift(...)`, `errors.unknownName(...)`. */
function callsIn(parsed: readonly ts.SourceFile[]): ReadonlyMap<string, readonly ts.CallExpression[]> {
  const calls = new Map<string, ts.CallExpression[]>();
  for (const source of parsed)
    visit(source, (node) => {
      if (!ts.isCallExpression(node)) return;
      const callee = node.expression.getText();
      const key = callee.startsWith("errors.") ? callee : `${source.fileName} ${callee}`;
      const known = calls.get(key);
      if (known === undefined) calls.set(key, [node]);
      else known.push(node);
    });
  return calls;
}

/** The arguments of the function around a message, once for each call, if one of the expressions in `made` uses its parameters. */
function argumentsFor(
  node: ts.Node,
  made: readonly ts.Expression[],
  calls: ReadonlyMap<string, readonly ts.CallExpression[]>,
): readonly Arguments[] {
  for (let around: ts.Node | undefined = node.parent; around !== undefined; around = around.parent) {
    if (!isFunctionNode(around)) continue;
    const parameters = around.parameters.map((one) => one.name.getText());
    const variables = made.map(withoutText).join(" ");
    if (!parameters.some((name) => new RegExp(`\\b${name}\\b`).test(variables))) continue;
    const found = (calls.get(calleeOf(around)) ?? []).filter((call) => isInReach(call, around));
    return found.map((call) => new Map(parameters.map((name, index) => [name, call.arguments[index]!] as const)));
  }
  return [new Map()];
}

/** Whether a call can mean this function: a function that is declared inside another one is known only there. */
function isInReach(call: ts.CallExpression, node: FunctionNode): boolean {
  const scope = ts.findAncestor(node.parent, (one) => ts.isBlock(one) || ts.isSourceFile(one))!;
  return ts.isSourceFile(scope) || ts.findAncestor(call, (one) => one === scope) !== undefined;
}

function isFunctionNode(node: ts.Node): node is FunctionNode {
  return ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Only the variables of an expression: a word inside a text is not a variable. */
function withoutText(code: ts.Expression): string {
  if (ts.isStringLiteralLike(code)) return "";
  if (ts.isTemplateExpression(code)) return code.templateSpans.map((span) => span.expression.getText()).join(" ");
  if (ts.isConditionalExpression(code)) return `${withoutText(code.whenTrue)} ${withoutText(code.whenFalse)}`;
  return code.getText();
}

function calleeOf(node: FunctionNode): string {
  const name =
    node.name?.getText() ??
    (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name.getText() : "");
  // A function that is a key of a table of errors is called with that table's name.
  const file = node.getSourceFile().fileName;
  return /^errors[./]/.test(file) && ts.isPropertyAssignment(node.parent) ? `errors.${name}` : `${file} ${name}`;
}

/** The codes that an expression can have; undefined if the source text does not show them. */
function codesOf(expression: ts.Expression, given: Arguments): string[] | undefined {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) {
    const [one, other] = [expression.whenTrue, expression.whenFalse].map((branch) => codesOf(branch, given));
    return one && other && [...one, ...other];
  }
  if (ts.isIdentifier(expression)) {
    const value = given.get(expression.text) ?? constantOf(expression);
    return value && value !== expression ? codesOf(value, new Map()) : undefined;
  }
  if (!ts.isTemplateExpression(expression)) return undefined;
  let texts: string[] = [expression.head.text];
  for (const span of expression.templateSpans) {
    const filled = codesOf(span.expression, given);
    if (filled === undefined) return undefined;
    texts = texts.flatMap((text) => filled.map((one) => text + one + span.literal.text));
  }
  return texts;
}
