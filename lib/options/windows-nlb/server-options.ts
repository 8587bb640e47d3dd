import type { FactId } from "../../configuration-layer/facts";
import { type ServerOption, sipServiceOptions } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { NlbPair } from "./model";

/** The facts that the options rest on. */
export const NLB_OPTION_FACTS = [
  "sip-address",
  "nlb-port-check",
  "http-port",
  "sip-port",
] as const satisfies readonly FactId[];

/** The options that both servers of the pair need to serve by the virtual IP. */
export function nlbServerOptions(topology: Topology, pair: NlbPair, server: SipServer): readonly ServerOption[] {
  return [
    ...sipServiceOptions(
      topology,
      pair,
      server,
      "whether the test of the SIP port works with Windows NLB is not known",
    ),
    {
      section: "TServer",
      option: "sip-address",
      value: pair.highAvailability.virtualIp,
      because: "both servers go by the virtual IP in SIP messages",
    },
  ];
}
