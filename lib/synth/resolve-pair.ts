import type { HighAvailability, OptionValues, pairDeclaration, SipServerPair } from "../model/pair";
import type { v } from "../model/schema";
import { withSortedKeys } from "../text/sorted";

export type PairDeclaration = v.InferOutput<typeof pairDeclaration>;

/** A pair with its defaults, and its options in sorted order. */
export function resolvePair(
  name: string,
  declared: PairDeclaration,
  highAvailability: HighAvailability,
): SipServerPair {
  const { primary, backup, options } = declared;
  return {
    name,
    ...declared,
    options: sorted(options),
    primary: server(primary),
    backup: server(backup),
    highAvailability,
  };
}

function server(declared: PairDeclaration["primary"]): SipServerPair["primary"] {
  const { tlib, haSync, http } = declared.ports;
  return { ...declared, ports: { tlib, haSync: haSync ?? tlib, http }, options: sorted(declared.options) };
}

/** The order in which options were written has no meaning. */
function sorted(options: OptionValues): OptionValues {
  return withSortedKeys(
    Object.fromEntries(Object.entries(options).map(([section, values]) => [section, withSortedKeys(values)])),
  );
}
