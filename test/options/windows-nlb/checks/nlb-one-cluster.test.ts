import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { nlbDeclaration } from "../nlb-sample";

const second = (network: string, virtualIp: string) => ({
  primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3010 } },
  backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3010 } },
  sip: { port: 5070, transports: ["udp"] },
  highAvailability: {
    windowsNlb: { virtualIp, network, operationMode: "multicast", clusterName: "out.example.com" },
  },
});

test("holds for clusters on different networks of the same hosts", () => {
  const declaration = nlbDeclaration({ "pairs.outbound": second("management", "10.110.0.10") });
  expect(evaluateRule("nlb-one-cluster", declaration)).toEqual(HOLDS);
});

test("two clusters on one interface are found, once for the pair", () => {
  const declaration = nlbDeclaration({ "pairs.outbound": second("voice", "10.120.0.20") });
  expect(evaluateRule("nlb-one-cluster", declaration)).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.windowsNlb.network",
        message:
          "the cluster of pair outbound would be bound to the interface of host sip-b on network voice, which the cluster of pair inbound is bound to already",
        found: "voice",
        allowed: "a network where the hosts have an interface that is in no other cluster",
        fix: "give the pairs networks, or hosts, of their own",
      },
    ],
    notEvaluated: [],
  });
});

test("the same virtual IP in two clusters is found like any address that is used twice", () => {
  const declaration = nlbDeclaration({ "pairs.outbound": second("voice", "10.120.0.10") });
  expect(evaluateRule("address-not-unique", declaration).found).toEqual([
    {
      path: "pairs.outbound.highAvailability.windowsNlb.virtualIp",
      message:
        "the virtual IP of pair outbound has the address 10.120.0.10, which the virtual IP of pair inbound already has",
      found: "10.120.0.10",
      allowed: "an address that nothing else has, in any environment",
      fix: "give one of them another address",
    },
  ]);
});

describe("another pair's virtual IP", () => {
  const takeover = (network: string, virtualIp: string, hosts: readonly [string, string] = ["sip-b", "sip-a"]) => ({
    ...second(network, virtualIp),
    primary: { application: "SIP_Out_P", host: hosts[0], ports: { tlib: 3010 } },
    backup: { application: "SIP_Out_B", host: hosts[1], ports: { tlib: 3010 } },
    highAvailability: { ipAddressTakeover: { virtualIp, network } },
  });
  const found = {
    path: "pairs.outbound.highAvailability.ipAddressTakeover.network",
    message:
      "the virtual IP of pair outbound would be on the interface of host sip-b on network voice, which the cluster of pair inbound is bound to",
    found: "voice",
    allowed: "a network where the hosts have an interface that is in no cluster",
    fix: "give the pairs networks, or hosts, of their own",
  };

  test("holds on another network of the same hosts", () => {
    const declaration = nlbDeclaration({ "pairs.outbound": takeover("management", "10.110.0.20") });
    expect(evaluateRule("nlb-one-cluster", declaration)).toEqual(HOLDS);
  });

  test("is found on the cluster's interface, whatever the order of the pairs", () => {
    const declaration = nlbDeclaration({ "pairs.outbound": takeover("voice", "10.120.0.20") });
    expect(evaluateRule("nlb-one-cluster", declaration)).toEqual({ found: [found], notEvaluated: [] });
    // Pairs are looked at in the order of their names.
    const before = nlbDeclaration({ "pairs.before": takeover("voice", "10.120.0.20") });
    expect(evaluateRule("nlb-one-cluster", before).found.map(({ path }) => path)).toEqual([
      "pairs.before.highAvailability.ipAddressTakeover.network",
    ]);
  });

  test("holds for a virtual IP on a device, and for a pair that has none", () => {
    const beside = (highAvailability: object) => ({ ...takeover("voice", "10.120.0.20"), highAvailability });
    const device = {
      management: "10.110.0.101",
      version: "17.1.0",
      network: { inside: "management", outside: "voice", insideSelfIp: "10.110.0.1", outsideSelfIp: "10.120.0.2" },
    };
    const pool = {
      fqdn: "out.example.com",
      proxies: [{ application: "SIP_Proxy_1", host: "sip-b" }],
      endpoints: ["srv"],
    };
    const declaration = nlbDeclaration({
      "bigIps.ltm-1": device,
      "pairs.device": beside({ bigIp: { device: "ltm-1", virtualIp: "10.120.0.20" } }),
      "pairs.pool": beside({ sipProxy: pool }),
    });
    expect(evaluateRule("nlb-one-cluster", declaration)).toEqual(HOLDS);
  });

  test("is found if only one host belongs to both pairs", () => {
    const declaration = nlbDeclaration({
      "hosts.sip-c": { os: "windows", interfaces: { Voice: { network: "voice", address: "10.120.0.13" } } },
      "pairs.outbound": takeover("voice", "10.120.0.20", ["sip-c", "sip-b"]),
    });
    expect(evaluateRule("nlb-one-cluster", declaration)).toEqual({ found: [found], notEvaluated: [] });
  });

  test("holds for two pairs of takeover on one interface, which no cluster is bound to", () => {
    const declaration = nlbDeclaration({
      "pairs.outbound": takeover("management", "10.110.0.20"),
      "pairs.other": { ...takeover("management", "10.110.0.21"), sip: { port: 5080, transports: ["udp"] } },
    });
    expect(evaluateRule("nlb-one-cluster", declaration)).toEqual(HOLDS);
  });

  test("holds on the cluster's network if its hosts are others", () => {
    const host = (address: string) => ({ os: "windows", interfaces: { Voice: { network: "voice", address } } });
    const declaration = nlbDeclaration({
      "hosts.sip-c": host("10.120.0.13"),
      "hosts.sip-d": host("10.120.0.14"),
      "pairs.outbound": takeover("voice", "10.120.0.20", ["sip-c", "sip-d"]),
    });
    expect(evaluateRule("nlb-one-cluster", declaration)).toEqual(HOLDS);
  });
});
