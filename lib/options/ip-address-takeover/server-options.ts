import type { FactId } from "../../configuration-layer/facts";
import { findOption, isAtLeast } from "../../configuration-layer/options-catalogue";
import type { ServerOption } from "../../configuration-layer/server-options";
import type { SipServer } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { TakeoverPair } from "./model";

/** What the options rest on. */
export const TAKEOVER_OPTION_FACTS = [
  "sip-address",
  "sip-port",
  "port-check",
  "http-port",
] as const satisfies readonly FactId[];

/**
 * What both servers of the pair must have set for an IP Address Takeover to work. The test of the SIP port is turned off only where the
 * version has that option.
 */
export function takeoverServerOptions(
  topology: Topology,
  pair: TakeoverPair,
  server: SipServer,
): readonly ServerOption[] {
  const { virtualIp } = pair.highAvailability;
  const { port, tlsPort } = pair.sip;
  const { http } = server.ports;
  const since = findOption("TServer", "backup-sip-port-check")!.since!;
  return [
    ...(isAtLeast(topology.genesys.sipServerVersion, since)
      ? [tServer("backup-sip-port-check", "false", "the test of the SIP port does not work with IP Address Takeover")]
      : []),
    ...(http === undefined ? [] : [tServer("http-port", String(http), "it is declared in ports.http")]),
    tServer("sip-address", virtualIp, "both servers go by the virtual IP in SIP messages"),
    tServer("sip-port", String(port), "it is declared in sip.port"),
    ...(tlsPort === undefined ? [] : [tServer("sip-port-tls", String(tlsPort), "it is declared in sip.tlsPort")]),
  ];
}

function tServer(option: string, value: string, because: string): ServerOption {
  return { section: "TServer", option, value, because };
}
