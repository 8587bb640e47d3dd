import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test.each([[{ transports: ["udp", "tcp"] }], [{ transports: ["tls"], tlsPort: 5061 }]])("holds with %j", (sip) => {
  expect(evaluateSample("tls-port", { "pairs.inbound.sip": sip })).toEqual(HOLDS);
});

test("tls without a port is found", () => {
  expect(evaluateSample("tls-port", { "pairs.inbound.sip": { transports: ["udp", "tls"] } })).toEqual({
    found: [
      {
        path: "pairs.inbound.sip",
        message: "the transports include tls, but there is no tlsPort",
        found: "no tlsPort",
        fix: "add tlsPort, e.g. 5061",
      },
    ],
    notEvaluated: [],
  });
});

test("a port without tls is found", () => {
  expect(evaluateSample("tls-port", { "pairs.inbound.sip": { transports: ["udp"], tlsPort: 5061 } })).toEqual({
    found: [
      {
        path: "pairs.inbound.sip.tlsPort",
        message: "there is a tlsPort, but the transports do not include tls",
        found: "5061",
        fix: "add tls to the transports, or remove tlsPort",
      },
    ],
    notEvaluated: [],
  });
});
