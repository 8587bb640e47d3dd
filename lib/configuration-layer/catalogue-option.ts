import type { Evidence } from "./evidence";

/** Where an option is set: on the application of a SIP Server, Solution Control Server or SIP Proxy, or in the Annex of a Host or of an outbound proxy's DN. */
export type OptionLevel = "sip-server" | "host" | "solution-control-server" | "sip-proxy" | "outbound-proxy";

/** The owner of the options on each level. */
export const OPTION_OWNERS: Readonly<Record<OptionLevel, string>> = {
  "sip-server": "SIP Server",
  host: "the Annex of a Host",
  "solution-control-server": "Solution Control Server",
  "sip-proxy": "SIP Proxy",
  "outbound-proxy": "the DN of an outbound proxy",
};

/** The largest number that an option holds; as a maximum it means that none is documented. */
export const LARGEST = 2_147_483_647;

/** The values that an option takes. */
export type OptionValue =
  | { readonly kind: "boolean" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  /** `also` lists numbers outside the bounds that have a special meaning. */
  | {
      readonly kind: "whole-number";
      readonly minimum: number;
      readonly maximum: number;
      readonly unit?: "s";
      readonly also?: readonly number[];
    }
  | { readonly kind: "address" }
  | { readonly kind: "text" };

/** What is known about a configuration option. */
export interface CatalogueOption {
  readonly level: OptionLevel;
  readonly section: string;
  readonly option: string;
  /** Undefined if no documentation that was read names it; a remembered default does not count. */
  readonly default?: string;
  /** Undefined if no documentation that was read names them; the values are then not checked. */
  readonly values?: OptionValue;
  readonly takesEffect?: "immediately" | "after restart" | "at the next connection";
  /** The first SIP Server version that has it, if known. */
  readonly since?: string;
  readonly source: string;
  readonly evidence: Evidence;
  /** How well the name of the section is known, if it is known less well than the rest. */
  readonly sectionEvidence?: Evidence;
}

/** How well an option is known, in words. */
export function evidenceText({ evidence, sectionEvidence }: CatalogueOption): string {
  return sectionEvidence === undefined ? evidence : `${evidence}; the name of the section ${sectionEvidence}`;
}
