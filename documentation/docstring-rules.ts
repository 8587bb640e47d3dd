import {
  ApiDocumentedItem,
  ApiInterface,
  type ApiItem,
  ApiItemKind,
  ApiOptionalMixin,
  type ApiPackage,
  ApiParameterListMixin,
  ApiPropertyItem,
  ApiVariable,
} from "@microsoft/api-extractor-model";
import { type Docstring, docstringOf } from "./docstring";

/** Types of what users write: each of their optional keys needs a default. In all other types, the docstring has to say when the value is absent. */
const WRITTEN = /(?:Props|Options)$|^(?:Requirements|Scenario|ScenarioStep|YamlText|Misuse)$/;

/** Words that say when a value is absent. */
const ABSENCE = /\b(?:undefined|left out|none|nobody|not given)\b/i;

/** Words that say what a number counts. */
const UNIT =
  /\b(?:milliseconds?|seconds?|bytes|ports?|ids?|numbers?|how many|at how many|counts?|how far|rounds|from \d+ to \d+|\d+ to \d+|\d+ or \d+|statuses|by index|line of the|a second|cards|faults that|courses that|lines?|columns?)\b/i;

/** Kinds of items that are explained by what they belong to. */
const WITHOUT_SUMMARY: readonly ApiItemKind[] = [
  ApiItemKind.Constructor,
  ApiItemKind.EntryPoint,
  ApiItemKind.Package,
  ApiItemKind.Model,
];

/** What the docstrings of an entry do not say but should, each with the item's name. `facts` are the ids that a source may name. */
export function docstringFaults(model: ApiPackage, facts: ReadonlySet<string>): string[] {
  return itemsOf(model).flatMap((item) =>
    faultsOf(item, docstringOf(item), facts).map((fault) => `${item.getScopedNameWithinPackage()}: ${fault}`),
  );
}

/** Every item that can have a docstring, each before its own parts. */
export function itemsOf(item: ApiItem): ApiDocumentedItem[] {
  return [...(item instanceof ApiDocumentedItem ? [item] : []), ...item.members.flatMap(itemsOf)];
}

function faultsOf(item: ApiDocumentedItem, docstring: Docstring, facts: ReadonlySet<string>): string[] {
  return [
    ...(docstring.summary === "" && !WITHOUT_SUMMARY.includes(item.kind) ? ["no docstring"] : []),
    ...absenceFaults(item, docstring),
    ...unitFaults(item, docstring),
    ...sourceFaults(docstring, facts),
  ];
}

function absenceFaults(item: ApiDocumentedItem, docstring: Docstring): string[] {
  if (ApiParameterListMixin.isBaseClassOf(item))
    return item.parameters
      .filter((one) => one.isOptional && !/(?:Props|Options|Requirements)$/.test(one.parameterTypeExcerpt.text))
      .filter(({ name }) => !docstring.params.has(name) && docstring.default === undefined)
      .map(({ name }) => `no @param ${name}, which may be left out`);
  if (!ApiOptionalMixin.isBaseClassOf(item) || !item.isOptional) return [];
  const isWritten = item.parent instanceof ApiInterface && WRITTEN.test(item.parent.name);
  if (isWritten) return docstring.default === undefined ? ["no @default"] : [];
  return ABSENCE.test(docstring.summary) ? [] : ["does not say when it is absent"];
}

function unitFaults(item: ApiDocumentedItem, { summary, params, default: absent = "" }: Docstring): string[] {
  if (item instanceof ApiPropertyItem)
    return isNumber(item.propertyTypeExcerpt.text) && !UNIT.test(`${summary} ${absent}`) ? ["no unit"] : [];
  if (item instanceof ApiVariable)
    return isNumber(item.variableTypeExcerpt.text) && !UNIT.test(summary) ? ["no unit"] : [];
  if (!ApiParameterListMixin.isBaseClassOf(item)) return [];
  return item.parameters
    .filter(({ parameterTypeExcerpt: { text } }) => isNumber(text))
    .filter(({ name }) => !UNIT.test(params.get(name) ?? ""))
    .map(({ name }) => `no unit of ${name}`);
}

function isNumber(type: string): boolean {
  return /^(?:readonly )?number(?:\[\])?(?: \| undefined)?$/.test(type.trim());
}

function sourceFaults({ summary, sources }: Docstring, facts: ReadonlySet<string>): string[] {
  return [
    ...(/\(documented\)/.test(summary) && sources.length === 0 ? ["no @source of what is documented"] : []),
    ...sources.filter((id) => !facts.has(id)).map((id) => `@source ${id}: no fact of that id`),
  ];
}
