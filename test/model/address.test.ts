import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressMeantBy,
  broadcastAddress,
  cidrMeantBy,
  contains,
  familyOf,
  firstFreeAddress,
  networkAddress,
  networksAround,
  parseAddress,
  parseCidr,
  prefixLength,
} from "../../lib/model/address";

describe("parseAddress", () => {
  test.each([
    ["10.120.0.10", "10.120.0.10"],
    ["0.0.0.0", "0.0.0.0"],
    ["255.255.255.255", "255.255.255.255"],
    ["2001:DB8::0001", "2001:db8::1"],
    ["::ffff:10.0.0.1", "::ffff:a00:1"],
    ["::", "::"],
  ])("reads %s as %s", (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });

  test.each([
    "",
    " ",
    "10.120.0",
    "10.120.0.256",
    "10.120.0.010",
    "0x0a.1.1.1",
    "10.120.0.10 ",
    "10.120.0.10/24",
    "1",
    "10.1",
    "10.120.0.10\n",
    "fe80::1%eth0",
    "12345::",
    "::1::",
    "localhost",
    "$(id)",
    "１０.0.0.1",
  ])("refuses %j", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test("is its own inverse on canonical addresses, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        if (address !== undefined) expect(parseAddress(address)).toBe(address);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseAddress(text)));
  });
});

describe("addressMeantBy", () => {
  test.each([
    ["10.120.0.10/24", "10.120.0.10"],
    ["10.120.0.010", "10.120.0.10"],
    ["10.120.0.10:5060", "10.120.0.10"],
    [" 10.120.0.10 ", "10.120.0.10"],
    ["https://10.110.0.50:8443/mgmt", "10.110.0.50"],
    ["https://10.110.0.50", "10.110.0.50"],
    ["[2001:db8::1]:5060", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1/64", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
  ])("takes %j for %s", (text, address) => {
    expect(addressMeantBy(text)).toBe(address);
  });

  test.each([
    "",
    "voice",
    "10.120.0",
    "10.120.0.256",
    "at 10.120.0.10",
    "10.120.0.10 or .11",
    "10.120.0.undefined",
    "[voice]",
    "2001:db8:::1",
  ])("knows no address that %j means", (text) => {
    expect(addressMeantBy(text)).toBeUndefined();
  });
});

describe("cidrMeantBy", () => {
  test.each([
    ["10.120.4.5/22", "10.120.4.0/22"],
    ["10.120.0.0/255.255.254.0", "10.120.0.0/23"],
    ["10.120.0.0 / 24", "10.120.0.0/24"],
    ["10.120.0.10 / 32", "10.120.0.10/32"],
    ["2001:db8::1/64", "2001:db8::/64"],
  ])("takes %j for %s", (text, network) => {
    expect(cidrMeantBy(text)).toBe(network);
  });

  test.each([
    "",
    "10.120.0.0",
    "10.120.0.0/24 or so",
    "10.120.0.0/33",
    "10.120.0.0/255.0.255.0",
    "2001:db8::/255.0.0.0",
    "voice/24",
  ])("knows no network that %j means", (text) => {
    expect(cidrMeantBy(text)).toBeUndefined();
  });
});

describe("parseCidr", () => {
  test.each([
    ["10.120.0.0/24", "10.120.0.0/24"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["10.0.0.1/32", "10.0.0.1/32"],
    ["2001:DB8::/32", "2001:db8::/32"],
    ["10.120.0.0/024", "10.120.0.0/24"],
  ])("reads %s as %s", (text, cidr) => {
    expect(parseCidr(text)).toBe(cidr);
  });

  test.each([
    "10.120.0.1/24",
    "10.120.0.0",
    "10.120.0.0/33",
    "2001:db8::/129",
    "10.120.0.0/",
    "/24",
    "a/b/c",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
    "10.0.0.0/8x",
  ])("refuses %j", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe("a network", () => {
  test("has a first, a last and a length", () => {
    expect([networkAddress("10.120.3.7/22"), broadcastAddress("10.120.0.0/22"), prefixLength("10.120.0.0/22")]).toEqual(
      ["10.120.0.0", "10.120.3.255", 22],
    );
    expect([
      broadcastAddress("10.0.0.0/31"),
      broadcastAddress("10.0.0.0/32"),
      broadcastAddress("2001:db8::/64"),
    ]).toEqual([undefined, undefined, undefined]);
  });

  test("contains its addresses, of its own version only", () => {
    expect(contains("10.120.0.0/24", "10.120.0.255")).toBe(true);
    expect(contains("10.120.0.0/24", "10.120.1.0")).toBe(false);
    expect(contains("0.0.0.0/0", "::1")).toBe(false);
  });

  test("is found among those around an address, by the prefix lengths of the address's version", () => {
    expect(networksAround("10.1.2.3", [8, 32, 64])).toEqual(["10.0.0.0/8", "10.1.2.3/32"]);
    expect(networksAround("2001:db8::1", [8, 64, 128])).toEqual(["2000::/8", "2001:db8::/64", "2001:db8::1/128"]);
  });
});

describe("firstFreeAddress", () => {
  test("skips used addresses, and the broadcast address", () => {
    expect(firstFreeAddress("10.0.0.0/29", new Set(["10.0.0.1", "10.0.0.2"]))).toBe("10.0.0.3");
    expect(firstFreeAddress("10.0.0.0/30", new Set(["10.0.0.1", "10.0.0.2"]))).toBeUndefined();
    expect(firstFreeAddress("10.0.0.0/23", new Set([...Array(255).keys()].map((n) => `10.0.0.${n + 1}`)))).toBe(
      "10.0.1.0",
    );
    expect(firstFreeAddress("255.255.255.255/32", new Set())).toBeUndefined();
    expect(firstFreeAddress("2001:db8::/64", new Set(["2001:db8::1"]))).toBe("2001:db8::2");
  });

  test("gives up after 1024 taken addresses", () => {
    const taken = new Set([...Array(1024).keys()].map((n) => `10.0.${(n + 1) >> 8}.${(n + 1) & 255}`));
    expect(firstFreeAddress("10.0.0.0/8", taken)).toBeUndefined();
  });
});

test("the family of an address decides how it is found: by ARP or by neighbour discovery", () => {
  expect(["10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1"].map(familyOf)).toEqual(["ipv4", "ipv6", "ipv6"]);
});
