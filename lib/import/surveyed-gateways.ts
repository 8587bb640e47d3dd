import type { ReadSection } from "../drift/section-reader";
import type { Address } from "../model/address";
import type { HostSurvey } from "./host-survey";

/** The gateways of routes that were read; a route without one of its network tells none. */
export function surveyedGateways({
  rows,
}: ReadSection<{ readonly gateway: Address | undefined }>): HostSurvey["gateways"] {
  return rows.flatMap(({ gateway, position }) => (gateway === undefined ? [] : [{ gateway, position }]));
}
