import { type ServerOption, sipServiceOptions } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type ProxiedPair, serverInterface } from "./model";

/**
 * The options that a server behind a pool needs. Each server has an address of its own, so the backup's test of the SIP port works and is left alone.
 * Other options that are remembered for this mode, such as a switch for SRV, are in no source that was read, and are not written. Facts:
 * `outbound-proxy-switch`, `sip-address-of-host`.
 */
export function proxiedServerOptions(
  topology: Topology,
  pair: ProxiedPair,
  server: SipServer,
): readonly ServerOption[] {
  const own = serverInterface(topology, pair, server);
  const because = "each server goes by its own address, and the proxies know both";
  return [
    ...sipServiceOptions(topology, pair, server, undefined),
    { section: "TServer", option: "sip-outbound-proxy", value: "true", because: "the server sends through the pool" },
    // A check asks for the interface if it is not clear.
    ...(own === undefined ? [] : [{ section: "TServer", option: "sip-address", value: own.address, because }]),
  ];
}
