import type { FactId } from "../../configuration-layer/facts";
import { BIG_IP_OPTION_FACTS } from "./server-options";

/** The facts about products that a pair behind a BIG-IP depends on. */
export const BIG_IP_FACTS = [
  "big-ip-one-virtual-ip",
  "big-ip-router",
  "big-ip-versions",
  "big-ip-alone",
  "big-ip-monitor",
  "big-ip-values",
  "big-ip-routing-rules",
  "big-ip-precedence",
  "as3-defaults",
  "as3-pointers",
  "as3-result-codes",
  "as3-tenant",
  "as3-fixed-addresses",
  "as3-monitor-in-use",
  "as3-versions",
  "datagram-flows",
  "outbound-flows",
  "forwarded-address",
  "onboarding-restores",
  "onboarding-devices",
  "onboarding-versions",
  "tmsh-network",
  "tmsh-objects",
  ...BIG_IP_OPTION_FACTS,
] as const satisfies readonly FactId[];
