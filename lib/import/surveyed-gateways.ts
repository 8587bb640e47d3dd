import type { ReadSection } from "../drift/section-reader";
import type { Address } from "../model/address";
import type { HostSurvey } from "./host-survey";

/** The gateways of routes that were read; a route without a gateway of its network has none. */
export function surveyedGateways({
  rows,
}: ReadSection<{ readonly gateway: Address | undefined }>): HostSurvey["gateways"] {
  return rows.flatMap(({ gateway, position }) => (gateway === undefined ? [] : [{ gateway, position }]));
}
