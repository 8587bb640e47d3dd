import { join } from "node:path";
import { Language, type Node, Parser } from "web-tree-sitter";

const GRAMMAR = join(__dirname, "../../node_modules/tree-sitter-powershell/tree-sitter-powershell.wasm");

let parser: Promise<Parser> | undefined;

async function ready(): Promise<Parser> {
  await Parser.init();
  const made = new Parser();
  made.setLanguage(await Language.load(GRAMMAR));
  return made;
}

/** A command in a PowerShell program, with its parameters. */
export interface CommandCall {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** A program as a grammar of PowerShell understands it. */
export interface ParsedPowerShell {
  /** The problems, one per line. */
  readonly problems: readonly string[];
  readonly commands: readonly CommandCall[];
  /** The names of the program's functions. */
  readonly functions: readonly string[];
  /** The text between the quotes of each literal, as PowerShell reads it. */
  readonly literals: readonly string[];
}

/** Parses a program with tree-sitter's grammar, which needs no PowerShell, and looks for errors that the grammar does not find. */
export async function parsePowerShell(text: string): Promise<ParsedPowerShell> {
  parser ??= ready();
  const tree = (await parser).parse(text)!;
  const nodes = [...walk(tree.rootNode)];
  const ofType = (type: string) => nodes.filter((node) => node.type === type);
  const at = ({ startPosition: { row, column } }: Node) => `${row + 1}:${column + 1}`;
  return {
    problems: [
      ...nodes
        .filter((node) => node.isError || node.isMissing)
        .map((node) => `${at(node)}: not PowerShell: ${node.text.slice(0, 40)}`),
      ...ofType("try_statement")
        .filter((node) => !node.children.some((child) => /^(?:catch|finally)_clause/.test(child!.type)))
        .map((node) => `${at(node)}: try without catch`),
      ...ofType("command_name")
        .filter((node) => /^(?:else|elseif|catch|finally)$/i.test(node.text))
        .map((node) => `${at(node)}: ${node.text} that belongs to nothing`),
      ...ofType("command_name")
        .filter((node) => node.text.startsWith("="))
        .map((node) => `${at(node)}: an equals sign is no command`),
    ],
    commands: ofType("command").map((node) => ({
      name: node.children.find((child) => child!.type === "command_name")?.text ?? "",
      parameters: [...walk(node)]
        .filter((one) => one.type === "command_parameter" && owner(one) === node.id)
        .map((one) => one.text.replace(/^-|:$/g, "")),
    })),
    functions: ofType("function_name").map((node) => node.text),
    literals: ofType("verbatim_string_characters").map((node) => node.text.slice(1, -1).replaceAll("''", "'")),
  };
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) yield* walk(child!);
}

/** The command that a parameter belongs to: the innermost one around it. */
function owner(parameter: Node): number | undefined {
  for (let node = parameter.parent; node !== null; node = node.parent) if (node.type === "command") return node.id;
  return undefined;
}
