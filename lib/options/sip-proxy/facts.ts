import type { FactId } from "../../configuration-layer/facts";
import { SIP_SERVICE_FACTS } from "../../configuration-layer/server-options";
import { type ProxiedPair, transportsOf } from "./model";

/** The facts that the DNS records rest on. */
export const DNS_FACTS = [
  "sip-proxy-fallback",
  "srv-records",
  "srv-target-name",
  "address-fqdn",
] as const satisfies readonly FactId[];

/** The facts that the applications, the DN and their options rest on. */
const PROXY_CONFIGURATION_FACTS = [
  "sip-proxy-pool",
  "sip-proxy-options",
  "sip-proxy-section",
  "sip-proxy-port",
  "sip-proxy-application",
  "outbound-proxy-dn",
  "outbound-proxy-annex",
  "outbound-proxy-switch",
  "dn-object",
] as const satisfies readonly FactId[];

/** The facts about products that a pair's files rest on. */
export function sipProxyFacts(pair: ProxiedPair): FactId[] {
  return [
    "sip-proxy",
    "sip-proxy-data-center",
    "sip-proxy-subnets",
    "sip-proxy-detection",
    "sip-proxy-detection-bound",
    "sip-proxy-endpoints",
    "sip-proxy-pair-unavailable",
    "sip-proxy-mid-transaction",
    "sip-endpoint-sdk",
    "sip-transaction-timeout",
    "sip-address-of-host",
    ...SIP_SERVICE_FACTS.filter((fact) => fact !== "port-check"),
    ...DNS_FACTS,
    ...PROXY_CONFIGURATION_FACTS,
    ...(transportsOf(pair).includes("tls") ? (["sip-proxy-tls"] as const) : []),
    ...(pair.highAvailability.endpoints.length > 0 ? (["phone-records"] as const) : []),
    ...(pair.highAvailability.resourceManagers.length > 0
      ? (["active-active-resource-managers", "resource-manager-hosts"] as const)
      : []),
  ];
}
