import { describe, expect, test } from "vitest";
import { POOL, secondPool, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { stepsOf } from "./steps-of";

const SIP = "pairs.inbound.sip";
const IMPORT = "Import these on the options tab";
const AHEAD = "Before anybody is told of";
const LATE = "When nobody asks";
const BRING = "Bring these to where they belong";

/** The sample's pair with these transports, of which its pool has its own. */
const taking = (transports: readonly string[], changes: Readonly<Record<string, unknown>> = {}) =>
  sipProxyDeclaration({
    [`${SIP}.transports`]: transports,
    ...(transports.includes("tls") ? { [`${SIP}.tlsPort`]: 5061 } : {}),
    ...changes,
  });

/** The pool with these transports of its own. */
const pooled = (transports: readonly string[]) =>
  sipProxyDeclaration({ [`${SIP}.transports`]: ["udp"], [`${POOL}.transports`]: transports });

/** The steps about records and the import, the proxies and the proof, in their order. */
function stepsAbout(was: object, is: object): string[] {
  const begins = [
    AHEAD,
    IMPORT,
    BRING,
    LATE,
    "Pair inbound: restart SIP_In_B",
    "Pair inbound: start",
    "pairs.inbound: Set",
  ];
  return stepsOf(was, is).flatMap((step) => begins.filter((begin) => step.startsWith(begin)));
}

const stepOf = (was: object, is: object, begin: string) => stepsOf(was, is).find((step) => step.startsWith(begin));

describe("records of a pool's transports", () => {
  test.each([
    ["the pair", taking],
    ["the pool", pooled],
  ])("of %s that are added are there before the DN is imported that has the servers ask for them", (_, at) => {
    const order = [AHEAD, IMPORT, "Pair inbound: restart SIP_In_B"];
    expect(stepsAbout(at(["tcp"]), at(["tcp", "udp"]))).toEqual(order);
    expect(stepsAbout(at(["tcp", "tls"]), at(["tls", "tcp"]))).toEqual(order);
  });

  test.each([
    ["the pair", taking],
    ["the pool", pooled],
  ])("of %s that go stay until the servers have been restarted", (_, at) => {
    expect(stepsAbout(at(["tls", "tcp"]), at(["tcp", "tls"]))).toEqual([
      IMPORT,
      "Pair inbound: restart SIP_In_B",
      LATE,
    ]);
  });

  test("are added to those of before where others go, and these go at the end", () => {
    const [was, is] = [taking(["udp"]), taking(["tls"])];
    expect(stepsAbout(was, is)).toEqual([AHEAD, IMPORT, "Pair inbound: start", LATE]);
    expect(stepOf(was, is, AHEAD)).toBe(
      `Before anybody is told of them, add these records to those that the name servers have, as the chapters of their pairs in the runbook say, and leave those as they are; where name servers copy the zone, with a serial number between the earlier one and that of the new file:
| record | type | what |
| --- | --- | --- |
| _sips._tcp.sip.example.com. | SRV | 10 10 5061 proxy-1.sip.example.com. |
| _sips._tcp.sip.example.com. | SRV | 10 10 5061 proxy-2.sip.example.com. |
| _sips._tls.sip.example.com. | SRV | 10 10 5061 proxy-1.sip.example.com. |
| _sips._tls.sip.example.com. | SRV | 10 10 5061 proxy-2.sip.example.com. |`,
    );
  });

  test("lead to the proxies that are there, and to new ones when these are started", () => {
    const [first, second] = [1, 2].map((number) => ({ application: `SIP_Proxy_${number}`, host: `proxy-${number}` }));
    const was = taking(["udp"], { [`${POOL}.proxies`]: [first] });
    const is = taking(["udp", "tcp"], { [`${POOL}.proxies`]: [first, second] });
    expect(stepsAbout(was, is)).toEqual([AHEAD, IMPORT, "pairs.inbound: Set", BRING]);
    expect(stepOf(was, is, AHEAD)!.split("\n").slice(3)).toEqual([
      "| _sip._tcp.sip.example.com. | SRV | 10 10 5060 proxy-1.sip.example.com. |",
    ]);
    const replaced = taking(["udp", "tcp"], { [`${POOL}.proxies`]: [second] });
    expect(stepsAbout(was, replaced)).toEqual([IMPORT, "pairs.inbound: Set", BRING]);
  });

  test("that go stay on name servers that take a changed zone before the servers are started", () => {
    const [was, is] = [taking(["udp", "tcp"]), taking(["tcp"], { [`${POOL}.port`]: 5070 })];
    expect(stepsAbout(was, is)).toEqual([IMPORT, "pairs.inbound: Set", BRING, "Pair inbound: start", LATE]);
    expect(stepOf(was, is, BRING)!.split("\n").at(-1)).toBe(
      "The name servers keep the records of _sip._udp.sip.example.com. for now, and have them no more at the end.",
    );
    expect(stepOf(was, is, LATE)).toBe(
      "When nobody asks for them any more, take the records of _sip._udp.sip.example.com. away, as the files of their zone have it.",
    );
  });
});

test("a name for those that ask for addresses alone is there before the DN names it", () => {
  const named = { [`${POOL}.addressFqdn`]: "by-address.sip.example.com" };
  expect(stepsAbout(sipProxyDeclaration(), sipProxyDeclaration(named))).toEqual([AHEAD, IMPORT]);
});

test("proxies that come are started before the records lead to them, and a pair that comes has its records in its way in", () => {
  const alone = { [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-1" }] };
  expect(stepsAbout(sipProxyDeclaration(alone), sipProxyDeclaration())).toEqual([IMPORT, "pairs.inbound: Set", BRING]);
  const zone = { [`${POOL}.zone`]: "example.com" };
  const both = sipProxyDeclaration({ ...zone, ...secondPool({ zone: "example.com" }) });
  expect(stepsAbout(sipProxyDeclaration(zone), both)).toEqual([IMPORT, BRING]);
});
