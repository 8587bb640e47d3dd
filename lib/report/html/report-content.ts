import type { LocatedReport } from "../../checks/located-report";
import type { Evidence } from "../../configuration-layer/evidence";
import type { Topology } from "../../model/topology";
import type { ScenarioResult } from "../../simulation/result";
import type { View } from "../diagram/diagram";
import type { AcceptedBreach } from "../junit-report";
import type { Told } from "./told-in-full";

/** A file of the output, as the inventory lists it. */
export interface ListedArtifact {
  readonly path: string;
  readonly sha256: string;
  readonly purpose: string;
  readonly construct: string;
  readonly evidence: Evidence;
  readonly target?: { readonly host: string; readonly path: string; readonly mode: string } | undefined;
}

/** A view that has been drawn. */
export interface DrawnView {
  readonly view: View;
  /** The pair that it shows; undefined if it shows the whole environment. */
  readonly pair: string | undefined;
  readonly title: string;
  readonly svg: string;
}

/** The results of each pair that was simulated, by its name. */
export type ResultsByPair = ReadonlyMap<string, readonly ScenarioResult[]>;

/** Everything that a report shows, as plain values. */
export interface ReportContent {
  readonly topology: Topology;
  readonly version: string;
  /** The results of every scenario of every pair. */
  readonly results: readonly ScenarioResult[];
  readonly acceptedOf: (result: ScenarioResult) => readonly AcceptedBreach[];
  /** The findings of the checks in this environment, and those of its simulation. */
  readonly checked: LocatedReport;
  readonly simulated: LocatedReport;
  readonly artifacts: readonly ListedArtifact[];
  /** Markdown. */
  readonly runbook: string;
  readonly views: readonly DrawnView[];
  /** What the report describes of each pair, by name. */
  readonly told: ReadonlyMap<string, Told>;
  /** The timers for which measured values replace the model's, by name. */
  readonly measured: readonly string[];
  /** The hash of `topology.yaml`. With it a reader sees whether the report belongs to the model in a folder. */
  readonly modelHash: string;
}
