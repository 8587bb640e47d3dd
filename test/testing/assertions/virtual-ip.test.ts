import { describe, expect, test } from "vitest";
import { exampleTopology, firstPair } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

describe("a virtual IP", () => {
  test("is found by its address, in any spelling, with the pair, network and port", () => {
    firstPair().hasVirtualIp("10.120.0.10");
    firstPair().hasVirtualIp("10.120.0.10", { pair: "inbound", network: "voice", port: 5060 });
    firstPair().hasVirtualIp(/^10\.120\./, { pair: "inbound" });
    firstPair().not.hasVirtualIp("10.120.0.10", { port: 5061 });
    firstPair().not.hasVirtualIp("2001:DB8:0:0::1");
  });

  test("is missed with the nearest one", () => {
    expect(messageOf(() => firstPair().hasVirtualIp("10.120.0.11", { pair: "inbound" }))).toBe(
      `staging has no virtual IP 10.120.0.11 like { pair: "inbound" }; did you mean 10.120.0.10?
It has 1 virtual IP; the nearest is 10.120.0.10 of pair inbound:
   {
!!   Expected "10.120.0.11" but received "10.120.0.10"
     address: "10.120.0.10",
     pair: "inbound",
     network: "voice",
     port: 5060,
   }`,
    );
  });

  test("is missed with the pairs that have none", () => {
    const topology = exampleTopology("prod-east.yaml");
    expect(messageOf(() => topology.hasVirtualIp("10.1.1.1"))).toMatch(
      /\npair east-geo has none: it uses sipProxy\npair lab has none: it uses singleHost$/,
    );
    expect(messageOf(() => exampleTopology("sip-proxy.yaml").hasVirtualIp(/./))).toMatch(
      /^\S+ has no virtual IP like \{ address: \/\.\/ \}; it has no virtual IPs at all\npair \S+ has none: it uses sipProxy$/,
    );
  });

  test("of an unknown pair is a mistake of the test", () => {
    expect(misuseOf(() => firstPair().not.hasVirtualIp("10.120.0.10", { pair: "inbond" }))).toBe(
      [
        "staging has no pair inbond; did you mean inbound?",
        "  found:   inbond",
        "  allowed: inbound",
        "  fix:     write inbound",
      ].join("\n"),
    );
  });

  test("of an unknown network, or with an unknown key, is a mistake of the test", () => {
    expect(misuseOf(() => firstPair().not.hasVirtualIp("10.120.0.10", { network: "voic" }))).toContain(
      "staging has no network voic; did you mean voice?",
    );
    const mistyped = { par: "inbound" } as object;
    expect(misuseOf(() => firstPair().not.hasVirtualIp("10.120.0.10", mistyped))).toContain(
      "a virtual IP has no property called par; did you mean pair?",
    );
  });

  test.each(["10.120.0.10/24", "10.120.0.10:5060", "sip.example.com", ""])(
    "at %j is a mistake of the test",
    (address) => {
      expect(misuseOf(() => firstPair().not.hasVirtualIp(address))).toBe(
        [
          "a virtual IP is identified by its address",
          `  found:   ${JSON.stringify(address)}`,
          "  allowed: an IPv4 or IPv6 address, a regular expression or a Match",
          "  fix:     write the address without prefix length or port",
        ].join("\n"),
      );
    },
  );
});
