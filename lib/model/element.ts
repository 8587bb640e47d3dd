import { bigIpDeclaration } from "./big-ip";
import { hostDeclarationOf } from "./host-declaration";
import { isMapping } from "./mapping";
import { networkDeclaration } from "./network";
import { pairDeclaration } from "./pair";
import type { v } from "./schema";

/** The kinds of element that an environment has many of, by the key that they stand under. */
export type ElementKind = "networks" | "hosts" | "bigIps" | "pairs";

/** A place where a declaration names another element. */
export interface ReferencePlace {
  /** The section that the element is declared in. */
  readonly kind: ElementKind;
  /** The keys that lead to the name; `*` stands for any key of a mapping, `[]` for any entry of a list. */
  readonly path: readonly string[];
}

/** What the code needs to know about a kind of element. */
interface Element {
  /** The word for one element. */
  readonly what: string;
  /** The shape of one element, which may depend on what it declares. */
  readonly schemaOf: (value: unknown) => v.GenericSchema<unknown, object>;
  /** Where an element names other elements, below its own name. */
  readonly references: readonly ReferencePlace[];
}

/** The kinds of element; each kind comes after the kinds that it names. */
export const ELEMENTS: Readonly<Record<ElementKind, Element>> = {
  networks: { what: "network", schemaOf: () => networkDeclaration, references: [] },
  hosts: {
    what: "host",
    // Names follow the rules of the host's operating system.
    schemaOf: (value) => hostDeclarationOf(isMapping(value) ? value.os : undefined),
    references: [{ kind: "networks", path: ["interfaces", "*", "network"] }],
  },
  bigIps: {
    what: "BIG-IP",
    schemaOf: () => bigIpDeclaration,
    references: [
      { kind: "networks", path: ["network", "inside"] },
      { kind: "networks", path: ["network", "outside"] },
    ],
  },
  pairs: {
    what: "pair",
    schemaOf: () => pairDeclaration,
    references: [
      { kind: "hosts", path: ["primary", "host"] },
      { kind: "hosts", path: ["backup", "host"] },
    ],
  },
};

export const ELEMENT_KINDS = Object.keys(ELEMENTS) as readonly ElementKind[];
