import type { Outage, OutagePart } from "../../checks/outage";
import { milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
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
export function outageOf({ managementLayer }: Topology, pool: BigIpPool): LongestOutages {
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

/** The longest outage after the loss of a host, with what it is made of. */
export function bigIpOutage(pool: BigIpPool, detection: OutagePart): Outage {
  const { monitorInterval, monitorTimeout } = pool;
  const total = longest(pool, detection.milliseconds);
  const interval = milliseconds(monitorInterval);
  const last =
    total > detection.milliseconds + interval
      ? {
          what: "until the monitor gives the lost server up",
          milliseconds: milliseconds(monitorTimeout),
          made: "monitorTimeout, which runs from the loss on",
        }
      : { what: "until the monitor finds the new primary", milliseconds: interval, made: "monitorInterval" };
  return { milliseconds: total, parts: [detection, last], shortenedBy: ["monitorInterval", "monitorTimeout"] };
}
