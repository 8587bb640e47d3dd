import type { FactId } from "../../configuration-layer/facts";
import { type ServerOption, SIP_SERVICE_FACTS, sipServiceOptions } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { BigIpPair } from "./model";

/** The facts that the options rest on. */
export const BIG_IP_OPTION_FACTS = [
  "sip-address",
  "backup-is-deaf",
  ...SIP_SERVICE_FACTS,
] as const satisfies readonly FactId[];

/** The options that both servers of a pair behind a BIG-IP need. */
export function bigIpServerOptions(topology: Topology, pair: BigIpPair, server: SipServer): readonly ServerOption[] {
  const because = "both servers go by the virtual IP in SIP messages";
  const deaf =
    "the monitor takes the server that answers for the primary, so the backup tries its SIP port and closes it again";
  return [
    ...sipServiceOptions(topology, pair, server, deaf, true),
    { section: "TServer", option: "sip-address", value: pair.highAvailability.virtualIp, because },
  ];
}
