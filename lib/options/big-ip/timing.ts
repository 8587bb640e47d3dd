import { milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
import { hostLossPart, type Outage, outageOf } from "../../model/outage";
import type { Topology } from "../../model/topology";
import type { BigIpPool } from "./model";

/** How long callers may find nobody, in milliseconds. Pure arithmetic on what is declared; nothing of it was measured on a BIG-IP. */
export interface LongestOutages {
  /** After a switchover that somebody orders: both servers take part, and the roles change at once. */
  readonly switchover: number;
  /** After the loss of the primary's host; undefined where ADDP is off, as then nobody knows when it is noticed. */
  readonly hostLoss: number | undefined;
}

/**
 * The longest outages: the monitor asks the new primary at most an interval after it has begun to answer, and gives the old one up at the timeout at the
 * latest. Until both have happened, traffic may still be sent to the old one; so the longer of the two counts.
 */
export function longestOutages({ managementLayer }: Topology, pool: BigIpPool): LongestOutages {
  const detection = hostLossDetection(managementLayer.failureDetection);
  return {
    switchover: longest(pool, 0),
    hostLoss: detection === undefined ? undefined : longest(pool, detection),
  };
}

/** The longest outage where the backup becomes primary so many milliseconds after the primary's end. */
export function longest({ monitorInterval, monitorTimeout }: BigIpPool, untilPrimary: number): number {
  return Math.max(untilPrimary + milliseconds(monitorInterval), milliseconds(monitorTimeout));
}

/**
 * The longest outage after the loss of a host; undefined where ADDP is off. The monitor's timeout runs from the loss on, so where it is the longer one it
 * is all that counts.
 */
export function bigIpOutage({ managementLayer }: Topology, pool: BigIpPool): Outage | undefined {
  const { monitorInterval, monitorTimeout } = pool;
  const detection = hostLossPart(managementLayer.failureDetection);
  if (detection === undefined) return undefined;
  const interval = milliseconds(monitorInterval);
  const timeout = milliseconds(monitorTimeout);
  return detection.milliseconds + interval >= timeout
    ? outageOf(detection, {
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
