import { describe, expect, test } from "vitest";
import { POOL, secondPool, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { furtherInterfaces } from "../sample-declaration";
import { stepsOf } from "./steps-of";

const SIP = "pairs.inbound.sip";
const IMPORT = "Import these on the options tab";
const AHEAD = "Before anybody is told to use";
const LATE = "When nobody asks";
const BRING = "Bring these files to where they belong";

/** The sample's pair with these transports; its pool has its own. */
const taking = (transports: readonly string[], changes: Readonly<Record<string, unknown>> = {}) =>
  sipProxyDeclaration({
    [`${SIP}.transports`]: transports,
    ...(transports.includes("tls") ? { [`${SIP}.tlsPort`]: 5061 } : {}),
    ...changes,
  });

/** The pool with these transports of its own. */
const pooled = (transports: readonly string[]) =>
  sipProxyDeclaration({ [`${SIP}.transports`]: ["udp"], [`${POOL}.transports`]: transports });

/** The steps about records and the import, the proxies and the proof, in order. */
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
  ])("of %s that are added exist before the import of the DN that makes the servers ask for them", (_, at) => {
    const order = [AHEAD, IMPORT, "Pair inbound: restart SIP_In_B"];
    expect(stepsAbout(at(["tcp"]), at(["tcp", "udp"]))).toEqual(order);
    expect(stepsAbout(at(["tcp", "tls"]), at(["tls", "tcp"]))).toEqual(order);
  });

  test.each([
    ["the pair", taking],
    ["the pool", pooled],
  ])("of %s that are removed stay until the servers have been restarted", (_, at) => {
    expect(stepsAbout(at(["tls", "tcp"]), at(["tcp", "tls"]))).toEqual([
      IMPORT,
      "Pair inbound: restart SIP_In_B",
      LATE,
    ]);
  });

  test("are added to the old ones if others are removed, and the old ones are removed at the end", () => {
    const [was, is] = [taking(["udp"]), taking(["tls"])];
    expect(stepsAbout(was, is)).toEqual([AHEAD, IMPORT, "Pair inbound: start", LATE]);
    expect(stepOf(was, is, AHEAD)).toBe(
      `Before anybody is told to use them, add these records to those that the name servers have, as the chapters of their pairs in the runbook say, and leave the existing records as they are. If name servers copy the zone, use a serial number between the one that they have and the one of the new file:
| record | type | what |
| --- | --- | --- |
| _sips._tcp.sip.example.com. | SRV | 10 10 5061 proxy-1.sip.example.com. |
| _sips._tcp.sip.example.com. | SRV | 10 10 5061 proxy-2.sip.example.com. |
| _sips._tls.sip.example.com. | SRV | 10 10 5061 proxy-1.sip.example.com. |
| _sips._tls.sip.example.com. | SRV | 10 10 5061 proxy-2.sip.example.com. |`,
    );
  });

  test("lead to the existing proxies, and to new ones when these are started", () => {
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

  test("lead to a new port when the proxies listen there, and to one that they already use for another kind of transport before", () => {
    const [was, port] = [taking(["tcp"]), { [`${POOL}.port`]: 5070 }];
    expect(stepsAbout(was, taking(["tcp", "udp"], port))).toEqual([
      IMPORT,
      "pairs.inbound: Set",
      BRING,
      "Pair inbound: restart SIP_In_B",
    ]);
    const both = taking(["tcp", "udp", "tls"], port);
    expect(
      stepOf(was, both, AHEAD)!
        .split("\n")
        .slice(3)
        .map((row) => row.split(" ")[1]),
    ).toEqual(["_sips._tcp.sip.example.com.", "_sips._tcp.sip.example.com."]);
  });

  test("are brought as usual if the servers of a pool all move to other hosts, while its proxies keep running", () => {
    const hosts = Object.fromEntries(
      [13, 14].map((last) => [`hosts.sip-${last}`, { os: "linux", interfaces: furtherInterfaces(last) }]),
    );
    const moved = { "pairs.inbound.primary.host": "sip-13", "pairs.inbound.backup.host": "sip-14" };
    const [was, is] = [taking(["tcp"], hosts), taking(["tcp", "udp"], { ...hosts, ...moved })];
    expect(stepsAbout(was, is)).toEqual([AHEAD, IMPORT, "Pair inbound: start"]);
    expect(stepsOf(was, is).filter((step) => /proxies|[Pp]ool|SIP Proxy/.test(step.split("\n")[0]!))).toEqual([]);
  });

  test("that are removed stay on name servers that take a changed zone before the servers are started", () => {
    const [was, is] = [taking(["udp", "tcp"]), taking(["tcp"], { [`${POOL}.port`]: 5070 })];
    expect(stepsAbout(was, is)).toEqual([IMPORT, "pairs.inbound: Set", BRING, "Pair inbound: start", LATE]);
    expect(stepOf(was, is, BRING)!.split("\n").at(-1)).toBe(
      "The name servers keep the records of _sip._udp.sip.example.com. for now, and no longer have them at the end. Until then, if they copy the zone, it has a serial number between the one that they have and the one of the new file.",
    );
    expect(
      stepOf(was, is, LATE)!
        .split("\n")
        .map((row) => row.split(" | ")[0]),
    ).toEqual([
      "When nobody asks any more for the names that they no longer have, bring these files to where they belong, as the chapters of their pairs in the runbook say:",
      "| file",
      "| ---",
      "| dns/records.json",
      "| dns/sip.example.com.zone",
    ]);
  });
});

test("a name for callers that ask only for addresses exists before the DN names it", () => {
  const named = { [`${POOL}.addressFqdn`]: "by-address.sip.example.com" };
  expect(stepsAbout(sipProxyDeclaration(), sipProxyDeclaration(named))).toEqual([AHEAD, IMPORT]);
});

test("new proxies are started before the records lead to them, and a new pair has its records in its chapter", () => {
  const alone = { [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-1" }] };
  expect(stepsAbout(sipProxyDeclaration(alone), sipProxyDeclaration())).toEqual([IMPORT, "pairs.inbound: Set", BRING]);
  const zone = { [`${POOL}.zone`]: "example.com" };
  const both = sipProxyDeclaration({ ...zone, ...secondPool({ zone: "example.com" }) });
  expect(stepsAbout(sipProxyDeclaration(zone), both)).toEqual([IMPORT, BRING]);
});

describe("zones of two pools that change at the same time", () => {
  const nameServers = ["ns1.example.com"];
  const pools = (first: readonly string[], second: readonly string[], serials = [1, 1]) =>
    sipProxyDeclaration({
      [`${POOL}.transports`]: first,
      [`${POOL}.nameServers`]: nameServers,
      [`${POOL}.zoneSerial`]: serials[0],
      ...secondPool({ transports: second, nameServers, zoneSerial: serials[1] }),
    });
  const [was, is] = [pools(["udp"], ["udp", "tcp"]), pools(["udp", "tcp"], ["udp"])];

  test("are each brought at their own moment, and the list of all records with the last of them", () => {
    const rows = (begin: string) =>
      stepOf(was, is, begin)!
        .split("\n")
        .slice(3)
        .map((row) => row.split(" ")[1]);
    expect(stepsAbout(was, is)).toEqual([AHEAD, LATE]);
    expect(rows(AHEAD)).toEqual(["dns/sip.example.com.zone"]);
    expect(rows(LATE)).toEqual(["dns/out.example.com.zone", "dns/records.json"]);
  });

  test("each have their serial number raised before anything is done with files that differ then", () => {
    const raised = (zone: string) =>
      `Set zoneSerial of ${zone} to 2 or somewhat higher, and synthesize again: only then do name servers that copy the zone take it.`;
    expect(stepsOf(was, is).slice(0, 2)).toEqual([raised("sip.example.com"), raised("out.example.com")].sort());
    expect(stepsOf(was, pools(["udp", "tcp"], ["udp"], [2, 1]))[0]).toBe(raised("out.example.com"));
    expect(stepsOf(was, pools(["udp", "tcp"], ["udp"], [2, 2]))[0]).toBe(
      "pairs.outbound: Switch callers over TCP to another transport.",
    );
  });
});

test("a first transport that comes with its own port is prepared with that port, and nothing is set or started again later", () => {
  const first = (transports: readonly string[], key: string, port: number) =>
    stepsOf(
      pooled(transports),
      sipProxyDeclaration({
        [`${SIP}.transports`]: ["udp"],
        [`${POOL}.transports`]: [...transports, key === "port" ? "tcp" : "tls"],
        [`${POOL}.${key}`]: port,
      }),
    ).filter((step) => /proxies listen|SIP over TLS on the proxies|Set the port|SIP_Proxy/.test(step));
  expect(first(["tls"], "port", 5070)).toEqual([
    'pairs.inbound: Check that the proxies listen on port 5070, as "Order" of the chapter in the runbook says.',
  ]);
  expect(first(["udp"], "tlsPort", 5071)).toEqual([
    'pairs.inbound: Set up SIP over TLS on the proxies, as "Order" of the chapter in the runbook says.',
  ]);
});

test("a zone that is loaded several times has its serial number raised once, for all loads", () => {
  const named = { [`${POOL}.nameServers`]: ["ns1.example.com"] };
  const [first] = stepsOf(taking(["udp"], named), taking(["tcp"], { ...named, [`${POOL}.port`]: 5070 }));
  expect(first).toBe(
    "Set zoneSerial of sip.example.com to 3 or somewhat higher, and synthesize again: only then do name servers that copy the zone take it, and you load it twice here, each time with a higher number.",
  );
});

test("for a zone whose serial number is not ahead, though it is higher or the highest, the diff gives the next one, and why", () => {
  const named = (zoneSerial: number) => ({
    [`${POOL}.nameServers`]: ["ns1.example.com"],
    [`${POOL}.zoneSerial`]: zoneSerial,
  });
  const first = (had: number, serial: number) =>
    stepsOf(taking(["udp"], named(had)), taking(["udp", "tcp"], named(serial)))[0];
  const set = (least: number) =>
    `Set zoneSerial of sip.example.com to ${least} or somewhat higher, and synthesize again: only then do name servers that copy the zone take it`;
  const circle =
    "; serial numbers count in a circle, in which 1 comes after 4294967295, and a number more than 2147483647 ahead of the one that they have counts as behind it.";
  expect(first(4_294_967_295, 4_294_967_295)).toBe(`${set(1)}${circle}`);
  expect(first(4_294_967_295, 4_294_967_294)).toBe(`${set(1)}${circle}`);
  expect(first(7, 2_147_483_655)).toBe(`${set(8)}${circle}`);
  expect(first(7, 7)).toBe(`${set(8)}.`);
  const alone = (had: number, serial: number) =>
    stepsOf(taking(["udp"], named(had)), taking(["udp"], named(serial)))[0];
  expect(alone(7, 2_147_483_655)).toBe(`${set(8)}${circle}`);
  expect(alone(7, 6)).toBe(`${set(8)}.`);
  expect(alone(7, 2_147_483_654)).toMatch(/^Bring these/);
  expect(first(7, 2_147_483_654)).toMatch(/^Before anybody is told/);
  expect(first(4_294_967_295, 1)).toMatch(/^Before anybody is told/);
});
