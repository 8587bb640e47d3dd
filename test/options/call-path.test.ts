import { expect, test } from "vitest";
import type { SipServerPair } from "../../lib/model/pair";
import { sipText } from "../../lib/options/call-path";
import { samplePair, sampleTopology } from "../sample-topology";

test.each<[SipServerPair["sip"], string]>([
  [{ port: 5060, transports: ["udp", "tcp"] }, "SIP 5060 udp, tcp"],
  [{ port: 5060, tlsPort: 5061, transports: ["tcp", "tls"] }, "SIP 5060 tcp; SIP 5061 tls"],
  [{ port: 5060, tlsPort: 5061, transports: ["tls"] }, "SIP 5061 tls"],
  [{ port: 5060, transports: ["tls"] }, "SIP tls"],
])("the target of callers is given by port and transport: %j", (sip, text) => {
  expect(sipText({ ...samplePair(sampleTopology()), sip })).toBe(text);
});
