import type { Topology } from "../model/topology";
import type { Artifact } from "../options/artifact";
import { type Plan, plan } from "../synth/plan";

/** A file as `artifacts.yaml` lists it. */
export type ListedFile = Omit<Artifact, "content"> & { readonly sha256: string };

/** An environment as it was synthesized, or would be. */
export interface Snapshot {
  readonly topology: Topology;
  /** By path. */
  readonly files: readonly ListedFile[];
}

/** The environment as it would be synthesized. */
export function snapshotOf(topology: Topology): { readonly topology: Topology; readonly files: Plan["artifacts"] } {
  return { topology, files: plan(topology).artifacts };
}
