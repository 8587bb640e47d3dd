import {
  ApiClass,
  ApiConstructor,
  type ApiDeclaredItem,
  ApiDocumentedItem,
  ApiFunction,
  ApiInterface,
  type ApiItem,
  ApiItemKind,
  ApiOptionalMixin,
  ApiParameterListMixin,
  ApiPropertyItem,
  ApiReturnTypeMixin,
  ApiTypeAlias,
  ApiVariable,
} from "@microsoft/api-extractor-model";
import { FACTS, type FactId } from "../../lib/configuration-layer/facts";
import { table } from "../../lib/text/markdown";
import { type Docstring, docstringOf } from "../docstring";
import type { EntryApi } from "../public-api";
import type { Page } from "./page";
import { anchorOf } from "./rendered-page";

/** The page of one entry of the package: every item that it exports, with its docstring. */
export function apiPage({ specifier, name, model }: EntryApi): Page {
  const items = model.entryPoints[0]!.members.filter((item) => item instanceof ApiDocumentedItem);
  const names = new Set(items.map(({ displayName }) => displayName));
  const kinds = [
    ["Classes", ApiItemKind.Class],
    ["Functions", ApiItemKind.Function],
    ["Constants", ApiItemKind.Variable],
    ["Interfaces", ApiItemKind.Interface],
    ["Types", ApiItemKind.TypeAlias],
  ] as const;
  const parts = kinds.flatMap(([title, kind]) => {
    const some = items.filter((item) => item.kind === kind).sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
    const list = some.map(({ displayName }) => `[${displayName}](#${anchorOf(displayName)})`).join(", ");
    return some.length === 0 ? [] : [`## ${title}`, list, ...some.map((item) => itemText(item, names))];
  });
  const none =
    "It has no exports of its own: importing it adds the matchers of `sip-server-ha/testing` to vitest's `expect`.";
  return {
    source: `api/${name === "index" ? "package" : name}.md`,
    markdown: [
      `# API: ${specifier}`,
      `What \`import { ... } from "${specifier}"\` offers, made from the docstrings.`,
      ...(parts.length === 0 ? [none] : parts),
    ].join("\n\n"),
  };
}

function itemText(item: ApiDocumentedItem, names: ReadonlySet<string>): string {
  const docstring = docstringOf(item);
  const head = [`### ${item.displayName}`, ...wordsOf(docstring)];
  if (item instanceof ApiClass || item instanceof ApiInterface)
    return [...head, ...membersText(item, names)].join("\n\n");
  if (item instanceof ApiFunction) return [...head, code(signature(item)), ...callText(item, docstring)].join("\n\n");
  if (item instanceof ApiTypeAlias || item instanceof ApiVariable) return [...head, code(signature(item))].join("\n\n");
  return head.join("\n\n");
}

function membersText(item: ApiClass | ApiInterface, names: ReadonlySet<string>): string[] {
  const bases = item instanceof ApiClass ? [item.extendsType, ...item.implementsTypes] : [...item.extendsTypes];
  const extended = bases.flatMap((base) => (base === undefined ? [] : [`\`${base.excerpt.text}\``]));
  const documented = item.members.filter((member) => member instanceof ApiDocumentedItem);
  const properties = documented.filter((member) => member instanceof ApiPropertyItem);
  // Members whose name is a symbol are for this library's own classes.
  const calls = documented.filter((member) => !(member instanceof ApiPropertyItem || /^\[/.test(member.displayName)));
  const rows = properties.map((member) => {
    const { default: absent, ...docstring } = docstringOf(member);
    const isOptional = ApiOptionalMixin.isBaseClassOf(member) && member.isOptional;
    return [
      `\`${member.displayName}${isOptional ? "?" : ""}\``,
      typeText(cell(member.propertyTypeExcerpt.text.replace(/ \| undefined$/, "")), names),
      cell(wordsOf(docstring).join(" ")),
      absent === undefined ? "" : cell(absent.replace(/^- /, "")),
    ];
  });
  return [
    ...(extended.length === 0 ? [] : [`Extends ${extended.join(", ")}.`]),
    ...(rows.length === 0 ? [] : [table(["property", "type", "what", "default"], rows)]),
    ...calls.map((call) => callableText(item, call)),
  ];
}

function callableText(owner: ApiItem, call: ApiDocumentedItem): string {
  const docstring = docstringOf(call);
  const name = call instanceof ApiConstructor ? `new ${owner.displayName}` : `${owner.displayName}.${call.displayName}`;
  // For a constructor without a docstring, API Extractor makes up a text.
  const words = call instanceof ApiConstructor ? [] : wordsOf(docstring);
  return [`#### ${name}`, ...words, code(signature(call)), ...callText(call, docstring)].join("\n\n");
}

/** The parameters, the default and the errors of a call. */
function callText(item: ApiDocumentedItem, { params, throws, default: absent }: Docstring): string[] {
  const told = ApiParameterListMixin.isBaseClassOf(item)
    ? item.parameters.flatMap(({ name }) => (params.has(name) ? [`- \`${name}\`: ${params.get(name)}`] : []))
    : [];
  return [
    ...(told.length === 0 ? [] : [told.join("\n")]),
    ...(absent === undefined || ApiReturnTypeMixin.isBaseClassOf(item) === false
      ? []
      : [`Default: ${absent.replace(/^- /, "")}.`]),
    ...throws.map((error) => `Throws ${error.trim()}.`),
  ];
}

/** The text of the docstring, and the sources of its facts. */
function wordsOf({ summary, sources }: Pick<Docstring, "summary" | "sources">): string[] {
  const read = sources.map((id) => {
    const { evidence, source } = FACTS[id as FactId];
    return `(${evidence}: ${source})`;
  });
  return [summary, ...read].filter((part) => part !== "");
}

function signature(item: ApiItem): string {
  return (item as unknown as ApiDeclaredItem).excerpt.text.trim();
}

function code(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

/** A type as code. If it is a name on this page, or a choice of names, each of these names is a link. */
function typeText(type: string, names: ReadonlySet<string>): string {
  const parts = type.split(" | ").map((part) => /^(?:readonly )?(\w+)(?:\[\])?$/.exec(part));
  if (!parts.every((part) => part !== null)) return `\`${type}\``;
  return parts
    .map(([text, name]) => (names.has(name!) ? `[\`${text}\`](#${anchorOf(name!)})` : `\`${text}\``))
    .join(" | ");
}

/** The text in one line. */
function cell(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
