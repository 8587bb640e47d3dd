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

/** A view, drawn. */
export interface DrawnView {
  readonly view: View;
  /** The pair that it is about; undefined where it is about the whole environment. */
  readonly pair: string | undefined;
  readonly title: string;
  readonly svg: string;
}

/** The results of each pair that was simulated, by its name. */
export type ResultsByPair = ReadonlyMap<string, readonly ScenarioResult[]>;

/** Everything that a report tells, as plain values. */
export interface ReportContent {
  readonly topology: Topology;
  readonly version: string;
  /** Of every scenario of every pair. */
  readonly results: readonly ScenarioResult[];
  readonly acceptedOf: (result: ScenarioResult) => readonly AcceptedBreach[];
  /** What the checks found in this environment, and what its simulation did. */
  readonly checked: LocatedReport;
  readonly simulated: LocatedReport;
  readonly artifacts: readonly ListedArtifact[];
  /** Markdown. */
  readonly runbook: string;
  readonly views: readonly DrawnView[];
  /** What is told of each pair, by name. */
  readonly told: ReadonlyMap<string, Told>;
  /** The timers whose measured values have taken the place of the model's, by name. */
  readonly measured: readonly string[];
  /** The hash of `topology.yaml`, by which a reader sees whether the report is of the model in a folder. */
  readonly modelHash: string;
}
