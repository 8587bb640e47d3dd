import { milliseconds } from "../../model/duration";
import { hostLossPart, type Outage, outageOf } from "../../model/outage";
import type { Topology } from "../../model/topology";
import type { WindowsNlb } from "./model";

/** How long the runs of a control script take, in milliseconds. Allowances: nothing was measured on a real Windows. */
export interface NlbTiming {
  /** `enable`, until the ports are enabled and the cluster has converged. */
  readonly enable: number;
  /** A run that keeps another one waiting: until it gives up. */
  readonly longestRun: number;
}

/** From the start of the script until nlb.exe has done its work. */
const CHANGE = 3_000;

/** A look at the cluster, which starts PowerShell, on a host that is busy. */
const LOOK = 4_000;

/** What the script counts for a look and the pause before it. */
const ROUND_SECONDS = 3;

/** The pause between two looks. */
const PAUSE = 1_000;

/** Where the figures come from, for texts that show them. */
export const NLB_TIMING_SOURCE =
  "3 s for nlb.exe, which is an allowance, then at most convergenceTimeout until the cluster has converged";

/** The figures of a pair. */
export function nlbTiming({ convergenceTimeout }: WindowsNlb): NlbTiming {
  const waits = milliseconds(convergenceTimeout);
  const rounds = Math.ceil(waits / (1_000 * ROUND_SECONDS));
  return { enable: CHANGE + waits, longestRun: CHANGE + LOOK + rounds * (PAUSE + LOOK) };
}

/** The longest outage after the loss of a host; undefined where ADDP is off. Once the backup is primary, its host's script enables the ports there. */
export function nlbOutage(topology: Topology, nlb: WindowsNlb): Outage | undefined {
  const detection = hostLossPart(topology.managementLayer.failureDetection);
  const script = {
    what: "control script",
    milliseconds: nlbTiming(nlb).enable,
    because: `with convergenceTimeout ${nlb.convergenceTimeout}`,
    timers: ["convergenceTimeout"],
  };
  return detection && outageOf(detection, script);
}
