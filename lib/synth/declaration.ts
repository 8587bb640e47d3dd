import { elementName } from "../model/declared";
import { hostDeclaration, hostDeclarationOf } from "../model/host-declaration";
import { managementLayerDeclaration } from "../model/management-layer";
import { isMapping } from "../model/mapping";
import { networkDeclaration } from "../model/network";
import { pairDeclaration } from "../model/pair";
import { v } from "../model/schema";
import { environmentDeclaration } from "../model/topology";
import { options } from "../options";

/** What an environment declares, as plain data: the shape of the environment file, and what constructs collect. Not checked yet. */
export interface Declaration {
  readonly [key: string]: unknown;
  networks?: Record<string, unknown> | undefined;
  hosts?: Record<string, unknown> | undefined;
  pairs?: Record<string, unknown> | undefined;
}

/** The kinds of element that an environment has many of, by the key that they stand under. */
export const ELEMENTS = {
  networks: { what: "network", schemaOf: () => networkDeclaration },
  // Names are formed as on the host's operating system.
  hosts: { what: "host", schemaOf: (value: unknown) => hostDeclarationOf(isMapping(value) ? value.os : undefined) },
  pairs: { what: "pair", schemaOf: () => pairDeclaration },
} as const;
export type ElementKind = keyof typeof ELEMENTS;

/** What an environment has once. */
export const environmentSchema = v.strictObject({
  ...environmentDeclaration.entries,
  managementLayer: managementLayerDeclaration,
});

/** The keys of an environment, with the many elements left to their own schemas. */
export const environmentKeysSchema = v.strictObject({
  ...environmentSchema.entries,
  networks: v.optional(v.unknown()),
  hosts: v.optional(v.unknown()),
  pairs: v.optional(v.unknown()),
});

/** The whole environment file, for the JSON Schema that editors use. */
export const environmentFileSchema = v.strictObject({
  extends: v.optional(v.string()),
  ...environmentSchema.entries,
  networks: v.record(elementName("a network"), networkDeclaration),
  hosts: v.record(elementName("a host"), hostDeclaration),
  pairs: v.record(
    elementName("a pair"),
    v.strictObject({
      ...pairDeclaration.entries,
      highAvailability: v.strictObject(
        Object.fromEntries(options.map((option) => [option.name, v.optional(option.declaration)])),
      ),
    }),
  ),
});
