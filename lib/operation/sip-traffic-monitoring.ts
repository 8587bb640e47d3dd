import type { SipServerPair } from "../model/pair";

/** SIP traffic monitoring: whether a server that receives no SIP tells its agent that it cannot serve. */
export function watchesSip({ options, primary, backup }: SipServerPair): boolean {
  return [options, primary.options, backup.options].some((one) => one.TServer?.["sip-pass-check"] === "true");
}
