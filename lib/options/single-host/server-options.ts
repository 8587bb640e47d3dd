import { type ServerOption, sipServiceOptions } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { SingleHostPair } from "./model";

/** The options that both servers need to run on one host. `sip-address` is left alone: nothing was read about it for a single host. */
export function singleHostServerOptions(
  topology: Topology,
  pair: SingleHostPair,
  server: SipServer,
): readonly ServerOption[] {
  return sipServiceOptions(
    topology,
    pair,
    server,
    "the test of the SIP port does not work with both servers on one host",
  );
}
