import type { EndpointClass } from "./model";

/** The TTLs advised for endpoints of a kind, and how such endpoints behave. */
export interface TtlAdvice {
  /** Milliseconds. */
  readonly minimum: number;
  readonly maximum: number;
  /** A phrase. */
  readonly because: string;
  /** What such an endpoint does when its proxy is lost, as a sentence. */
  readonly whenProxyIsLost: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The bounds are this library's; they rest on the fact `phone-records` and on the way in which DNS answers are cached. */
export const TTL_ADVICE: Readonly<Record<EndpointClass, TtlAdvice>> = {
  srv: {
    minimum: 30 * SECOND,
    maximum: HOUR,
    because: "they try the next target by themselves, and look for a name server whenever the records have run out",
    whenProxyIsLost: "tries the next target, at the latest when its request has timed out",
  },
  address: {
    minimum: 5 * SECOND,
    maximum: 2 * MINUTE,
    because: "they follow a change of the addresses only when the TTL is over",
    whenProxyIsLost:
      "follows when the lost proxy's address is taken out of DNS and the TTL has passed; some try a second address",
  },
  "static-cache": {
    minimum: 5 * MINUTE,
    maximum: 24 * HOUR,
    because: "they may wait for minutes when the records have run out and no name server answers",
    whenProxyIsLost: "tries the next target of its own records, at the latest when its request has timed out",
  },
  "session-border-controller": {
    minimum: 30 * SECOND,
    maximum: HOUR,
    because: "it watches the targets by itself, and only has to learn of new ones",
    whenProxyIsLost: "leaves the lost proxy out as soon as its own watch notices",
  },
};
