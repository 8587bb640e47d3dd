import type { Bounds } from "sip-server-ha";
import { PACES } from "../../operation/span";

/** The longest of an outage's bounds. Because events race, that need not be the bound of the slowest course. Bounds that could not be evaluated are left out. */
export function longestIn(bounds: Bounds): number | "does-not-end" {
  const known = PACES.map((pace) => bounds[pace]).filter((bound) => bound !== "not-evaluated");
  return known.includes("does-not-end") ? "does-not-end" : Math.max(0, ...(known as number[]));
}

/** Whether one of the bounds could not be evaluated. */
export function isPartlyUnknown(bounds: Bounds): boolean {
  return PACES.some((pace) => bounds[pace] === "not-evaluated");
}
