import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeProblem } from "../../lib/model/declared";
import { domainName, isDnsLabel, isWithin } from "../../lib/model/domain-name";
import { v } from "../../lib/model/schema";

/** The result for a text: the canonical name, or the first problem. */
function said(text: string): string {
  const result = v.safeParse(domainName, text);
  return result.success ? result.output : decodeProblem(result.issues[0].message)!.message;
}

const label = (length: number) => "a".repeat(length);

describe("a domain name", () => {
  it.each([
    ["sip.example.com", "sip.example.com"],
    ["SIP-Geo.East.Example.COM", "sip-geo.east.example.com"],
    ["4.example.com", "4.example.com"],
    [`${label(63)}.com`, `${label(63)}.com`],
    [`${`${label(41)}.`.repeat(5)}ab`, `${`${label(41)}.`.repeat(5)}ab`],
  ])("%s is %s", (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each([
    ["10.20.0.51", "an address is not a domain name"],
    ["2001:db8::1", "an address is not a domain name"],
    ["sip.example.com.", "a domain name must not end with a dot here"],
    ["sip_geo.example.com", "a domain name of hosts must not have an underscore"],
    ["_sip._udp.example.com", "a domain name of hosts must not have an underscore"],
    [`${label(64)}.example.com`, "a label of this domain name has more than 63 characters"],
    [`${`${label(42)}.`.repeat(5)}abc`, "a domain name of more than 212 characters leaves no room for hosts' names"],
    ["sip", "not a domain name"],
    ["", "not a domain name"],
    ["sip..example.com", "not a domain name"],
    ["-sip.example.com", "not a domain name"],
    ["sip-.example.com", "not a domain name"],
    ["sip.example.com:5060", "not a domain name"],
    ["sip:sip.example.com", "not a domain name"],
    ["sïp.example.com", "not a domain name"],
    ["sip.example.com\n", "not a domain name"],
    ["1.2.3", "not a domain name"],
    ["999.999.999.999", "not a domain name"],
  ])("is not %j: %s", (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it("never contains a character that has a meaning in a zone file", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const result = v.safeParse(domainName, text);
        if (result.success) expect(result.output).toMatch(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
      }),
    );
  });
});

it("a text of hundreds of thousands of dots is refused at once", () => {
  const started = performance.now();
  for (const text of [".".repeat(300_000), "0.".repeat(300_000)])
    expect(v.safeParse(domainName, text).success).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});

it("a label of a domain name has letters, digits and -, and neither begins nor ends with it", () => {
  expect(["proxy-1", "P", "1", label(63)].map(isDnsLabel)).toEqual([true, true, true, true]);
  expect(["proxy_1", "-p", "p-", "", "a.b", label(64), "p\n"].map(isDnsLabel)).toEqual(Array(7).fill(false));
});

it("a name is within a zone if it is the zone's name or below it, label by label", () => {
  expect(isWithin("sip.example.com", "example.com")).toBe(true);
  expect(isWithin("example.com", "example.com")).toBe(true);
  expect(isWithin("sip-example.com", "example.com")).toBe(false);
  expect(isWithin("com", "example.com")).toBe(false);
});
