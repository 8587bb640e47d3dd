import type { FactId } from "../../configuration-layer/facts";
import { type ServerOption, SIP_SERVICE_FACTS, sipServiceOptions } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { TakeoverPair } from "./model";

/** The facts that the options rest on. */
export const TAKEOVER_OPTION_FACTS = ["sip-address", ...SIP_SERVICE_FACTS] as const satisfies readonly FactId[];

/** The options that both servers of the pair need for an IP Address Takeover. */
export function takeoverServerOptions(
  topology: Topology,
  pair: TakeoverPair,
  server: SipServer,
): readonly ServerOption[] {
  const because = "both servers go by the virtual IP in SIP messages";
  return [
    ...sipServiceOptions(topology, pair, server, "the test of the SIP port does not work with IP Address Takeover"),
    { section: "TServer", option: "sip-address", value: pair.highAvailability.virtualIp, because },
  ];
}
