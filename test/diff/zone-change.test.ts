import { describe, expect, test } from "vitest";
import { zoneChanges } from "../../lib/diff/zone-change";
import { POOL, secondPool, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { REMOVED } from "../sample-declaration";

type Changes = Readonly<Record<string, unknown>>;

const COPIED = { [`${POOL}.nameServers`]: ["ns1.example.com"] };
const transports = (...of: readonly string[]) => ({ [`${POOL}.transports`]: of });
const OTHER_ADDRESS = { "hosts.proxy-2.interfaces.eth0.address": "10.130.0.62" };

/** What happens to the zones between two topologies, which both have these values. */
const changes = (was: Changes, is: Changes, both: Changes = COPIED) =>
  zoneChanges(sipProxyTopology({ ...both, ...was }), sipProxyTopology({ ...both, ...is }), []);

describe("a zone", () => {
  test.each<[string, Changes, Changes, readonly string[]]>([
    ["new names", transports("udp"), transports("udp", "tcp"), ["ahead"]],
    [
      "new names and other addresses",
      transports("udp"),
      { ...transports("udp", "tcp"), ...OTHER_ADDRESS },
      ["ahead", "with others"],
    ],
    ["new names in the place of others", transports("udp"), transports("tcp"), ["ahead", "late"]],
    ["all of these", transports("udp"), { ...transports("tcp"), ...OTHER_ADDRESS }, ["ahead", "with others", "late"]],
    ["names that go", transports("udp", "tcp"), transports("udp"), ["late"]],
    [
      "names that go and other addresses",
      transports("udp", "tcp"),
      { ...transports("udp"), ...OTHER_ADDRESS },
      ["with others", "late"],
    ],
    ["other addresses", {}, OTHER_ADDRESS, ["with others"]],
    ["another TTL", {}, { [`${POOL}.recordTtl`]: "30s" }, ["with others"]],
  ])("with %s is loaded when each of them is due, and needs a serial number for each load", (_, was, is, loads) => {
    const told = (more: Changes, both?: Changes) =>
      changes(was, { ...is, ...more }, both).map(({ loads: all, missingSerial }) => [all, missingSerial]);
    const least = 1 + loads.length;
    expect(told({})).toEqual([[loads, least]]);
    expect(told({ [`${POOL}.zoneSerial`]: least - 1 })).toEqual([[loads, least]]);
    expect(told({ [`${POOL}.zoneSerial`]: least })).toEqual([[loads, undefined]]);
    expect(told({}, {})).toEqual([[loads, undefined]]);
  });

  const serials = (was: Changes, is: Changes, both?: Changes) =>
    changes(was, is, both).map(({ missingSerial }) => missingSerial);

  test("of which no record changes needs no new serial number", () => {
    const proxies = [
      { application: "SIP_Proxy_1", host: "proxy-1", defaultPort: 7000 },
      { application: "SIP_Proxy_2", host: "proxy-2" },
    ];
    expect(serials({}, { [`${POOL}.proxies`]: proxies })).toEqual([undefined]);
    expect(serials({ ...transports("udp", "tcp") }, { ...transports("tcp", "udp") })).toEqual([undefined]);
    const naptr = { ...COPIED, [`${POOL}.naptr`]: true };
    expect(serials({ ...transports("udp", "tcp") }, { ...transports("tcp", "udp") }, naptr)).toEqual([2]);
  });

  test("of which only the serial number changes needs one that is ahead, and none if nobody copies it", () => {
    const alone = (had: number, has: number, both?: Changes) =>
      serials({ [`${POOL}.zoneSerial`]: had }, { [`${POOL}.zoneSerial`]: has }, both);
    expect([alone(3, 4), alone(3, 2), alone(3, 3_000_000_000)]).toEqual([[undefined], [4], [4]]);
    expect(alone(3, 3_000_000_000, {})).toEqual([undefined]);
  });

  test("of two pools has the higher serial number of both", () => {
    const zone = "example.com";
    const both = {
      ...COPIED,
      [`${POOL}.zone`]: zone,
      ...secondPool({ zone, zoneSerial: 7, nameServers: ["ns2.example.com"] }),
    };
    const second = "pairs.outbound.highAvailability.sipProxy";
    const ttl = { [`${POOL}.recordTtl`]: "30s" };
    expect(serials({}, ttl, both)).toEqual([8]);
    expect(serials({}, { ...ttl, [`${POOL}.zoneSerial`]: 2 }, both)).toEqual([8]);
    expect(serials({}, { ...ttl, [`${second}.zoneSerial`]: 8 }, both)).toEqual([undefined]);
    expect(serials({}, { [`${second}.transports`]: ["udp"], ...transports("udp", "tcp") }, both)).toEqual([9]);
  });

  test("keeps what the names of a removed pair lead to as long as it keeps the names", () => {
    const zone = "example.com";
    const both = { ...COPIED, [`${POOL}.zone`]: zone, ...secondPool({ zone }) };
    const [change] = changes({}, { "pairs.outbound": REMOVED, ...OTHER_ADDRESS }, both);
    expect([change!.loads, change!.goes.map(({ name }) => name)]).toEqual([
      ["with others", "late"],
      ["_sip._tcp.out.example.com.", "proxy-3.example.com.", "proxy-4.example.com."],
    ]);
    const [replaced] = changes(transports("udp"), {
      [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-1" }],
      ...transports("tcp"),
    });
    expect([replaced!.loads, replaced!.goes.map(({ name }) => name)]).toEqual([
      ["ahead", "late"],
      ["_sip._udp.sip.example.com.", "proxy-2.sip.example.com."],
    ]);
  });
});
