import { type ServerOption, sipServiceOptions } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type ProxiedPair, serverInterface } from "./model";

/**
 * What a server behind a pool must have set. Each has an address of its own, so that the backup's test of the SIP port works and is left alone. What
 * else is remembered for this mode, such as a switch for SRV, is in no source that was read and not written. Facts: `outbound-proxy-switch`,
 * `sip-address-of-host`.
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
    // A check asks which interface it is where that is not clear.
    ...(own === undefined ? [] : [{ section: "TServer", option: "sip-address", value: own.address, because }]),
  ];
}
