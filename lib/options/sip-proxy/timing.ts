import { milliseconds } from "../../model/duration";
import { hostLossPart, type Outage, type OutagePart, outageOf } from "../../model/outage";
import type { Topology } from "../../model/topology";
import { allowancesFor } from "../../operation/allowances";
import type { ProxiedPair, SipProxy } from "./model";

/** The time after which a request without an answer is given up: timers B and F of RFC 3261, in milliseconds. */
export const TRANSACTION_TIMEOUT = 32_000;

/** The longest time until a proxy looks for the primary: one `oos-check` until it asks, and one without an answer. In milliseconds. */
function noticing({ oosCheck }: SipProxy): OutagePart {
  const because = `2 x oosCheck ${oosCheck}`;
  return {
    what: "until the proxies look for the primary",
    milliseconds: 2 * milliseconds(oosCheck),
    because,
    timers: ["oosCheck"],
  };
}

/** The longest time until a proxy has asked both servers, with the serving server last. */
function finding({ oosForce }: SipProxy): OutagePart {
  const because = `2 x oosForce ${oosForce}`;
  return { what: "until they find it", milliseconds: 2 * milliseconds(oosForce), because, timers: ["oosForce"] };
}

/** The longest outage after the primary's process has died: the backup serves at once, and the proxies have to notice. Undefined if `oosCheck` is 0s. */
export function processLossOutage({ highAvailability }: ProxiedPair): Outage | undefined {
  return milliseconds(highAvailability.oosCheck) === 0
    ? undefined
    : outageOf(noticing(highAvailability), finding(highAvailability));
}

/**
 * The longest outage after the loss of the primary's host (fact `sip-proxy-detection-bound`). The proxies and the Management Layer each notice the loss
 * by themselves, so the slower one counts. Undefined if either of them does not look.
 */
export function hostLossOutage(topology: Topology, pair: ProxiedPair): Outage | undefined {
  const pool = pair.highAvailability;
  const detection = hostLossPart(topology.managementLayer.failureDetection);
  if (detection === undefined || milliseconds(pool.oosCheck) === 0) return undefined;
  const backupServes = outageOf(detection, allowancesFor("decision", "role-order"));
  const proxiesNotice = outageOf(noticing(pool));
  const slower = backupServes.milliseconds >= proxiesNotice.milliseconds ? backupServes : proxiesNotice;
  return outageOf(...slower.parts, finding(pool));
}
