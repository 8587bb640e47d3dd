import { milliseconds } from "../../model/duration";
import { hostLossPart, type Outage, outageOf } from "../../model/outage";
import type { Topology } from "../../model/topology";
import { allowancesFor } from "../../operation/allowances";
import { type Span, sum } from "../../operation/span";
import type { WindowsNlb } from "./model";

/** How long the runs of a control script take, in milliseconds. Allowances: nothing was measured on a real Windows. */
export interface NlbTiming {
  /** `enable`, until the ports are enabled and the cluster has converged. */
  readonly enable: number;
  /** The longest time that a run keeps another run waiting: until it gives up. */
  readonly longestRun: number;
  /** From the start of the script until nlb.exe has finished. */
  readonly change: Span;
  /** From then on until the script gives up, if the cluster does not converge. */
  readonly patience: Span;
}

const CHANGE: Span = { minimum: 300, typical: 1_000, maximum: 3_000 };

/** A look at the cluster, which starts PowerShell; the maximum holds for a busy host. */
const LOOK: Span = { minimum: 500, typical: 2_000, maximum: 4_000 };

/** The time that the script counts for a look and the pause before it. */
const ROUND_SECONDS = 3;

/** The pause between two looks. */
const PAUSE = 1_000;

/** The source of the figures, for texts that show them. */
const NLB_TIMING_SOURCE =
  "3 s for nlb.exe, which is an allowance, then at most convergenceTimeout until the cluster has converged";

/** The figures of a pair. */
export function nlbTiming({ convergenceTimeout }: WindowsNlb): NlbTiming {
  const waits = milliseconds(convergenceTimeout);
  const rounds = Math.ceil(waits / (1_000 * ROUND_SECONDS));
  const roundsOf = (pace: keyof Span) => rounds * (PAUSE + LOOK[pace]);
  const patience = sum(LOOK, {
    minimum: roundsOf("minimum"),
    typical: roundsOf("typical"),
    maximum: roundsOf("maximum"),
  });
  return {
    enable: CHANGE.maximum + waits,
    longestRun: CHANGE.maximum + patience.maximum,
    change: CHANGE,
    patience,
  };
}

/** The longest outage after the loss of a host; undefined if ADDP is off. Once the backup is primary, the script of its host enables the ports there. */
export function nlbOutage(topology: Topology, nlb: WindowsNlb): Outage | undefined {
  const detection = hostLossPart(topology.managementLayer.failureDetection);
  const script = {
    what: "control script",
    milliseconds: nlbTiming(nlb).enable,
    because: `with convergenceTimeout ${nlb.convergenceTimeout}`,
    source: NLB_TIMING_SOURCE,
    timers: ["convergenceTimeout"],
  };
  // The decision starts the script, and the server takes its role while the script runs. Switches send to both hosts, so no neighbour has to follow.
  return detection && outageOf(detection, script, allowancesFor("decision", "reaction-start"));
}
