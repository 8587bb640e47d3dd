import type { Evidence } from "./evidence";

/**
 * Where an option is set: on the application of a SIP Server, Solution Control Server or SIP Proxy, or on the Annex of a Host or of the DN of an
 * outbound proxy.
 */
export type OptionLevel = "sip-server" | "host" | "solution-control-server" | "sip-proxy" | "outbound-proxy";

/** Whose option it is on each level. */
export const OPTION_OWNERS: Readonly<Record<OptionLevel, string>> = {
  "sip-server": "SIP Server",
  host: "the Annex of a Host",
  "solution-control-server": "Solution Control Server",
  "sip-proxy": "SIP Proxy",
  "outbound-proxy": "the DN of an outbound proxy",
};

/** The largest number that an option holds; a maximum of it means that none is documented. */
export const LARGEST = 2_147_483_647;

/** The values that an option takes. */
export type OptionValue =
  | { readonly kind: "boolean" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  /** `also` are numbers outside the bounds with a meaning of their own. */
  | {
      readonly kind: "whole-number";
      readonly minimum: number;
      readonly maximum: number;
      readonly unit?: "s";
      readonly also?: readonly number[];
    }
  | { readonly kind: "address" }
  | { readonly kind: "text" };

/** What is known of a configuration option. */
export interface CatalogueOption {
  readonly level: OptionLevel;
  readonly section: string;
  readonly option: string;
  /** Undefined where no documentation that was read names it; a remembered default is not one. */
  readonly default?: string;
  /** Undefined where no documentation that was read names them; values are then not checked. */
  readonly values?: OptionValue;
  readonly takesEffect?: "immediately" | "after restart" | "at the next connection";
  /** The first SIP Server version that has it, where that is known. */
  readonly since?: string;
  readonly source: string;
  readonly evidence: Evidence;
  /** How well the name of the section is known, where that is less well than the rest. */
  readonly sectionEvidence?: Evidence;
}

/** How well an option is known, in words. */
export function evidenceText({ evidence, sectionEvidence }: CatalogueOption): string {
  return sectionEvidence === undefined ? evidence : `${evidence}; the name of the section ${sectionEvidence}`;
}
