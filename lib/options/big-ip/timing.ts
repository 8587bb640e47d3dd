import { milliseconds } from "../../model/duration";
import { hostLossPart, type Outage, type OutagePart, outageOf } from "../../model/outage";
import type { Topology } from "../../model/topology";
import { allowancesFor } from "../../operation/allowances";
import type { BigIpPool } from "./model";

/** How long callers may find nobody, in milliseconds. Pure arithmetic on declared values; nothing was measured on a BIG-IP. */
export interface LongestOutages {
  /** After a manual switchover: both servers take part, and the roles change at once. */
  readonly switchover: number;
  /** After the loss of the primary's host; undefined if ADDP is off, as then nobody knows when the loss is noticed. */
  readonly hostLoss: number | undefined;
}

/**
 * The longest outages: the monitor asks the new primary at most one interval after it has begun to answer, and gives the old primary up at the timeout at
 * the latest. Until both have happened, traffic may still be sent to the old primary, so the longer of the two counts.
 */
export function longestOutages(topology: Topology, pool: BigIpPool): LongestOutages {
  return { switchover: longest(pool, 0), hostLoss: bigIpOutage(topology, pool)?.milliseconds };
}

/** The longest outage if the backup becomes primary so many milliseconds after the primary's end. */
export function longest({ monitorInterval, monitorTimeout }: BigIpPool, untilPrimary: number): number {
  return Math.max(untilPrimary + milliseconds(monitorInterval), milliseconds(monitorTimeout));
}

/** The time from the noticed loss until the backup has the role; no script takes part. */
export const ROLE_ALLOWANCES: OutagePart = allowancesFor("decision", "role-order");

/**
 * The longest outage after the loss of a host; undefined if ADDP is off. The monitor's timeout runs from the loss on, so if it is the longer one, it alone
 * counts.
 */
export function bigIpOutage(topology: Topology, pool: BigIpPool): Outage | undefined {
  const { monitorInterval, monitorTimeout } = pool;
  const detection = hostLossPart(topology.managementLayer.failureDetection);
  if (detection === undefined) return undefined;
  const allowances = ROLE_ALLOWANCES;
  const interval = milliseconds(monitorInterval);
  const timeout = milliseconds(monitorTimeout);
  return detection.milliseconds + allowances.milliseconds + interval >= timeout
    ? outageOf(detection, allowances, {
        what: "until the monitor finds the new primary",
        milliseconds: interval,
        because: `monitorInterval ${monitorInterval}`,
        timers: ["monitorInterval"],
      })
    : outageOf({
        what: "until the monitor gives the lost server up",
        milliseconds: timeout,
        because: `monitorTimeout ${monitorTimeout}`,
        timers: ["monitorTimeout"],
      });
}
