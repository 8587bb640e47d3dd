import { join } from "node:path";
// The compiler that comes with API Extractor: the project's own compiler has no interface for programs.
import ts from "../node_modules/@microsoft/api-extractor/node_modules/typescript";
import { ROOT } from "./declared-package";

/** The errors that are part of the API. Any other error that is thrown is a bug in this library. */
const PUBLIC_ERRORS: ReadonlySet<string> = new Set([
  "InvalidEnvironment",
  "OutputUnwritable",
  "TestMisuse",
  "UnmetExpectation",
]);

type Callable = ts.FunctionLikeDeclaration;

/**
 * Everything that users can call and that throws an error which its docstring does not name, as `Host.constructor: @throws InvalidEnvironment`. Follows
 * every function of the sources that is called by its name. Calls through an interface are not seen.
 */
export function undocumentedThrows(entries: readonly string[]): string[] {
  const program = ts.createProgram(
    entries.map((entry) => join(ROOT, entry)),
    {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      paths: {
        "sip-server-ha": [join(ROOT, "lib/index.ts")],
        "sip-server-ha/testing": [join(ROOT, "lib/testing/index.ts")],
      },
    },
  );
  const checker = program.getTypeChecker();
  const thrown = new ThrownErrors(checker);
  return entries.flatMap((entry) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(ROOT, entry))!)!;
    return checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol = resolved(checker, exported);
      return (symbol.declarations ?? []).flatMap(callablesOf).flatMap(({ name, callable }) => {
        const documented = documentedErrors(callable);
        return [...thrown.of(callable)]
          .filter((error) => !documented.has(error))
          .map((error) => `${name}: @throws ${error}`);
      });
    });
  });
}

/** The functions that a declaration offers: itself, or the constructor, methods and accessors of a class. */
function callablesOf(declaration: ts.Declaration): { readonly name: string; readonly callable: Callable }[] {
  if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined)
    return [{ name: declaration.name!.text, callable: declaration }];
  if (!ts.isClassDeclaration(declaration)) return [];
  return declaration.members.flatMap((member) => {
    const isOffered =
      (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0 &&
      !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "internal");
    if (!isOffered || !ts.isFunctionLike(member) || !("body" in member) || member.body === undefined) return [];
    const name = member.name?.getText() ?? "constructor";
    return [{ name: `${declaration.name!.text}.${name}`, callable: member as Callable }];
  });
}

function documentedErrors(callable: Callable): Set<string> {
  const tags = ts.getJSDocTags(callable).filter(({ tagName }) => tagName.text === "throws");
  return new Set(tags.map(({ comment }) => /\w+/.exec(ts.getTextOfJSDocComment(comment) ?? "")?.[0] ?? ""));
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** The errors that functions throw, directly or through functions that they call. */
class ThrownErrors {
  private readonly known = new Map<Callable, Set<string>>();

  constructor(private readonly checker: ts.TypeChecker) {}

  of(callable: Callable): ReadonlySet<string> {
    const known = this.known.get(callable);
    if (known !== undefined) return known;
    const errors = new Set<string>();
    // Stored before the body is read: a function that calls itself adds nothing to the errors that it throws.
    this.known.set(callable, errors);
    if (callable.body !== undefined) this.read(callable.body, errors);
    return errors;
  }

  private read(node: ts.Node, errors: Set<string>): void {
    // Errors thrown in a try block with a catch are handled there. The catch and the finally blocks count.
    if (ts.isTryStatement(node) && node.catchClause !== undefined) {
      this.read(node.catchClause, errors);
      if (node.finallyBlock !== undefined) this.read(node.finallyBlock, errors);
      return;
    }
    if (ts.isThrowStatement(node)) {
      const name = this.checker.getTypeAtLocation(node.expression).symbol?.name ?? "";
      if (PUBLIC_ERRORS.has(name)) errors.add(name);
    }
    const callees = this.calleesOf(node);
    for (const callee of callees) for (const error of this.of(callee)) errors.add(error);
    const guarded = ts.isCallExpression(node) ? callees.flatMap((callee) => guardedArguments(node, callee)) : [];
    ts.forEachChild(node, (child) => {
      if (!guarded.includes(child)) this.read(child, errors);
    });
  }

  private calleesOf(node: ts.Node): Callable[] {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const declaration = this.checker.getResolvedSignature(node)?.declaration;
      return declaration !== undefined && isCallable(declaration) ? [declaration] : [];
    }
    if (!ts.isPropertyAccessExpression(node)) return [];
    const symbol = this.checker.getSymbolAtLocation(node);
    return (symbol?.declarations ?? []).filter(ts.isGetAccessorDeclaration);
  }
}

function isCallable(declaration: ts.Node): declaration is Callable {
  return ts.isFunctionLike(declaration) && !declaration.getSourceFile().isDeclarationFile;
}

/** The functions among the arguments of a call that the called function runs only inside a try block with a catch. */
function guardedArguments({ arguments: given }: ts.CallExpression, callee: Callable): ts.Node[] {
  return given.filter((argument, index) => {
    const name = callee.parameters[index]?.name.getText();
    return ts.isArrowFunction(argument) && callee.body !== undefined && !isCalledUnguarded(callee.body, name);
  });
}

function isCalledUnguarded(node: ts.Node, name: string | undefined): boolean {
  if (ts.isTryStatement(node) && node.catchClause !== undefined) return false;
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => isCalledUnguarded(child, name)) ?? false;
}
