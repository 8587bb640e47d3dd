import { describe, expect, test } from "vitest";
import { likenessOf } from "../../lib/drill/likeness";
import { settingOf } from "../../lib/simulation/setting";
import { manyPairs } from "../many-pairs";
import { topologyOf } from "../topology-of";

interface Declaration {
  readonly managementLayer: Record<string, unknown>;
  readonly networks: Record<string, Record<string, unknown>>;
  readonly hosts: Record<string, Record<string, unknown> & { interfaces: Record<string, Record<string, unknown>> }>;
  readonly pairs: Record<
    string,
    Record<"primary" | "backup", Record<string, unknown>> & {
      sip: Record<string, unknown>;
      highAvailability: { ipAddressTakeover: Record<string, unknown> };
    } & Record<string, unknown>
  >;
}

const MEASURED = { minimum: 1_000, typical: 2_000, maximum: 3_000 };

/** The likenesses of two pairs, the second of which is changed. */
function likenesses(change: (declaration: Declaration) => void, measured = new Map<string, typeof MEASURED>()) {
  const declaration = manyPairs(2) as unknown as Declaration;
  change(declaration);
  const topology = topologyOf(declaration as unknown as Record<string, unknown>);
  const [first, second] = [...topology.pairs.values()];
  return [likenessOf(settingOf(topology, first!)), likenessOf(settingOf(topology, second!, measured))];
}

describe("the likeness of pairs", () => {
  test.each<[string, (declaration: Declaration) => void]>([
    ["of their own names and addresses", () => {}],
    [
      "of what Terraform connects to their hosts by",
      ({ hosts }) => {
        hosts["sip-1a"]!.connection = { ssh: { user: "deploy", port: 2222 } };
      },
    ],
  ])("is the same text whatever the difference %s", (_, change) => {
    const [first, second] = likenesses(change);
    expect(second).toBe(first);
  });

  test.each<[string, (declaration: Declaration) => void]>([
    [
      "the watchdog",
      ({ pairs }) => {
        pairs["pair-1"]!.highAvailability.ipAddressTakeover.watchdog = { interval: "3s" };
      },
    ],
    [
      "options",
      ({ pairs }) => {
        pairs["pair-1"]!.options = { TServer: { "sip-nic-monitoring": "true" } };
      },
    ],
    [
      "a server's port",
      ({ pairs }) => {
        pairs["pair-1"]!.backup.ports = { tlib: 3001 };
      },
    ],
    [
      "transports",
      ({ pairs }) => {
        pairs["pair-1"]!.sip.transports = ["tcp"];
      },
    ],
    [
      "the operating system",
      ({ hosts }) => {
        for (const name of ["sip-1a", "sip-1b"]) hosts[name]!.os = "solaris";
      },
    ],
    [
      "the interface of the virtual IP",
      ({ hosts }) => {
        const { interfaces } = hosts["sip-1b"]!;
        hosts["sip-1b"]!.interfaces = { eth0: interfaces.eth0!, eth2: interfaces.eth1! };
      },
    ],
    [
      "the family of addresses",
      ({ networks, hosts, pairs }) => {
        networks.new = { cidr: "fd00::/64" };
        hosts["sip-1a"]!.interfaces.eth1 = { network: "new", address: "fd00::1" };
        hosts["sip-1b"]!.interfaces.eth1 = { network: "new", address: "fd00::2" };
        Object.assign(pairs["pair-1"]!.highAvailability.ipAddressTakeover, { network: "new", virtualIp: "fd00::3" });
      },
    ],
    [
      "the part of the Management Layer on a host of the pair",
      ({ managementLayer }) => {
        managementLayer.messageServer = { application: "MS", host: "sip-1b" };
      },
    ],
    [
      "the order in which names that are digits are kept",
      ({ pairs }) => {
        pairs["pair-1"]!.primary.application = "102";
        pairs["pair-1"]!.backup.application = "101";
      },
    ],
    [
      "the number of hosts",
      ({ pairs }) => {
        pairs["pair-1"]!.backup.host = "sip-1a";
        pairs["pair-1"]!.highAvailability = { singleHost: { seats: 50 } } as never;
      },
    ],
  ])("is another text if %s differs", (_, change) => {
    const [first, second] = likenesses(change);
    expect(second).not.toBe(first);
  });

  test("is another text if times were measured", () => {
    const [first, second] = likenesses(() => {}, new Map([["boot", MEASURED]]));
    expect(second).not.toBe(first);
  });
});
