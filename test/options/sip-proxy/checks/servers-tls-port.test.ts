import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

const found = (transports: readonly string[], changes: Readonly<Record<string, unknown>> = {}) =>
  evaluateRule("servers-tls-port", sipProxyDeclaration({ [`${POOL}.transports`]: transports, ...changes }));

test("servers without a TLS port are found if no transport of the pool comes before TLS", () => {
  expect(found(["tls"])).toEqual({
    found: [
      {
        path: `${POOL}.transports`,
        message:
          "the pool's transports make the servers speak TLS to the proxies, but SIP_In_P and SIP_In_B would have no TLS port",
        found: "tls",
        fix: "add tls to sip.transports of the pair, and sip.tlsPort, e.g. 5061; or add udp to the pool's transports, or put tcp first",
      },
    ],
    notEvaluated: [],
  });
  expect(found(["tls", "tcp"]).found.map((one) => one.found)).toEqual(["tls, tcp"]);
});

test("holds if the servers use UDP or TCP with the proxies", () => {
  expect(found(["tls", "udp"])).toEqual(HOLDS);
  expect(found(["tcp", "tls"])).toEqual(HOLDS);
});

test("holds with a port that is declared, or given as an option of each server", () => {
  const declared = { "pairs.inbound.sip.transports": ["udp", "tls"], "pairs.inbound.sip.tlsPort": 5061 };
  expect(found(["tls"], declared)).toEqual(HOLDS);
  const option = { TServer: { "sip-port-tls": 5061 } };
  expect(found(["tls"], { "pairs.inbound.options": option })).toEqual(HOLDS);
  expect(found(["tls"], { "pairs.inbound.primary.options": option }).found.map(({ message }) => message)).toEqual([
    "the pool's transports make the servers speak TLS to the proxies, but SIP_In_B would have no TLS port",
  ]);
});

test("is left to the rule tls-port if the pair has tls", () => {
  const pairs = { "pairs.inbound.sip.transports": ["tls"] };
  expect(found(["tls"], pairs)).toEqual(HOLDS);
  expect(evaluateRule("tls-port", sipProxyDeclaration(pairs)).found).toHaveLength(1);
});
