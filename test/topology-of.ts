import type { Topology } from "../lib/model/topology";
import type { Declaration } from "../lib/synth/declaration";
import { resolve } from "../lib/synth/resolve";

/** The topology of a declaration, which must be valid. */
export function topologyOf(declaration: unknown): Topology {
  const { topology, findings } = resolve(declaration as Declaration);
  if (topology === undefined || findings.length > 0)
    throw new Error(`the test's declaration is not valid: ${JSON.stringify(findings)}`);
  return topology;
}
