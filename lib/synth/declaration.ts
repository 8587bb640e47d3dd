import { elementName } from "../model/declared";
import { ELEMENT_KINDS, ELEMENTS, type ElementKind } from "../model/element";
import { managementLayerDeclaration } from "../model/management-layer";
import { pairDeclaration } from "../model/pair";
import { v } from "../model/schema";
import { environmentDeclaration } from "../model/topology";
import { options } from "../options";

/** What an environment declares, as plain data: the shape of the environment file, and what constructs collect. Not checked yet. */
export type Declaration = Readonly<Record<string, unknown>> & {
  -readonly [Kind in ElementKind]?: Record<string, unknown> | undefined;
};

/** What an environment has once. */
const environmentSchema = v.strictObject({
  ...environmentDeclaration.entries,
  managementLayer: managementLayerDeclaration,
});

/** The keys of an environment; the elements under them are left to their own schemas. */
export const environmentKeysSchema = v.strictObject({
  ...environmentSchema.entries,
  ...eachKind(() => v.optional(v.unknown())),
});

/** The whole environment file, for the JSON Schema that editors use. */
export const environmentFileSchema = v.strictObject({
  extends: v.optional(v.string()),
  ...environmentSchema.entries,
  ...eachKind((kind) => {
    const { what, schemaOf } = ELEMENTS[kind];
    return v.record(elementName(`a ${what}`), kind === "pairs" ? pairWithOptions() : schemaOf(undefined));
  }),
});

function pairWithOptions() {
  return v.strictObject({
    ...pairDeclaration.entries,
    highAvailability: v.strictObject(
      Object.fromEntries(options.map((option) => [option.name, v.optional(option.declaration)])),
    ),
  });
}

function eachKind<T>(make: (kind: ElementKind) => T): Record<ElementKind, T> {
  return Object.fromEntries(ELEMENT_KINDS.map((kind) => [kind, make(kind)])) as Record<ElementKind, T>;
}
