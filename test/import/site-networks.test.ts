import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SiteNetworks } from "../../lib/import/site-networks";
import { declared } from "../../lib/import/written";
import { contains, networkOf, prefixLength } from "../../lib/model/address";

const position = { file: "a.survey", line: 1, column: 1 };

const declaredOf = (networks: SiteNetworks) => declared(networks.written(new Set()).networks);

describe("of the networks of a site", () => {
  test("an address belongs to the smallest one that contains it, among the given ones", () => {
    const networks = new SiteNetworks();
    for (const length of [16, 24, 8]) networks.of("10.20.0.11", length);
    networks.of("2001:db8::1", 64);
    expect(networks.having("10.20.0.12")).toBe("net-10-20-0-0-24");
    expect(networks.having("10.20.1.12")).toBe("net-10-20-0-0-16");
    expect(networks.having("10.20.0.12", (name) => name.endsWith("8"))).toBe("net-10-0-0-0-8");
    expect(networks.having("2001:db8::2")).toBe("net-2001-db8-64");
    expect([networks.having("11.0.0.1"), networks.having("2001:db9::2")]).toEqual([undefined, undefined]);
  });

  test("the one that contains an address is the same as in a search through all of them", () => {
    const address = fc.oneof(
      fc.tuple(fc.nat(3), fc.nat(255)).map(([third, last]) => `10.0.${third}.${last}`),
      fc.nat(255).map((last) => `2001:db8::${last.toString(16)}`),
    );
    const network = fc.record({ address, length: fc.integer({ min: 20, max: 32 }) });
    fc.assert(
      fc.property(fc.array(network), address, (all, asked) => {
        const networks = new SiteNetworks();
        for (const one of all) networks.of(one.address, one.length);
        const [smallest] = all
          .map((one) => networkOf(one.address, one.length))
          .filter((cidr) => contains(cidr, asked))
          .sort((one, other) => prefixLength(other) - prefixLength(one));
        const found = networks.having(asked);
        expect(found && declaredOf(networks)[found]).toEqual(smallest && { cidr: smallest });
      }),
    );
  });

  test("a gateway belongs to each one that contains it", () => {
    const networks = new SiteNetworks();
    for (const length of [24, 16]) networks.of("10.20.0.11", length);
    networks.of("10.30.0.11", 24);
    networks.addGateway({ value: "10.20.0.1", position });
    expect(declaredOf(networks)).toEqual({
      "net-10-20-0-0-16": { cidr: "10.20.0.0/16", gateway: "10.20.0.1" },
      "net-10-20-0-0-24": { cidr: "10.20.0.0/24", gateway: "10.20.0.1" },
      "net-10-30-0-0-24": { cidr: "10.30.0.0/24" },
    });
  });
});
