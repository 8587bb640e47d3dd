import { describe, expect, test } from "vitest";
import { effectOfKey } from "../../lib/diff/key-effects";
import { isUntouched, isUsed } from "../../lib/diff/untouched-host";
import type { Host, Interface } from "../../lib/model/host";
import type { Topology } from "../../lib/model/topology";
import { sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { sampleTopology } from "../sample-topology";
import { topologyOf } from "../topology-of";

const was = sampleTopology();
const SPARE: Interface = { name: "eth2", network: "spare", address: "10.121.0.11" };

/** The sample with another interface on hosts, and its network. */
const spareOn = (...names: readonly string[]): Topology => ({
  ...was,
  networks: new Map([...was.networks, ["spare", { name: "spare", cidr: "10.121.0.0/24", switching: {} }]]),
  hosts: new Map(
    [...was.hosts].map(([name, host]): [string, Host] => [
      name,
      names.includes(name) ? { ...host, interfaces: [...host.interfaces, SPARE] } : host,
    ]),
  ),
});

/** The sample with its voice network renamed. */
const renamed = (changes: object = {}): Topology => {
  const { voice: _, ...networks } = Object.fromEntries(was.networks);
  const sip = { ...was.networks.get("voice")!, name: "sip", ...changes };
  return {
    ...was,
    networks: new Map(Object.entries({ ...networks, sip })),
    hosts: new Map(
      [...was.hosts].map(([name, host]): [string, Host] => [
        name,
        {
          ...host,
          interfaces: host.interfaces.map((one) => (one.network === "voice" ? { ...one, network: "sip" } : one)),
        },
      ]),
    ),
    pairs: new Map(
      [...was.pairs].map(([name, pair]) => [
        name,
        { ...pair, highAvailability: { ...pair.highAvailability, network: "sip" } },
      ]),
    ),
  };
};

describe("a further interface of a host", () => {
  const is = spareOn("sip-a", "sip-b");
  const added = (after: string, to = is) =>
    effectOfKey({ path: ["hosts", "sip-a", "interfaces", "eth2", "network"], before: undefined, after, was, is: to });

  test("comes and goes without affecting a server", () => {
    const expected = {
      effect: "none",
      because: "neither the host's management nor a pair uses this interface",
      before: "Make the change on the host itself: nothing here does it.",
    };
    expect(added("spare")).toEqual(expected);
    const path = ["hosts", "sip-a", "interfaces", "eth2", "address"];
    expect(effectOfKey({ path, before: "10.121.0.11", after: undefined, was: is, is: was })).toEqual(expected);
    expect(isUntouched("sip-a", was, is)).toBe(true);
  });

  test("that the host keeps, with another address, makes it another machine", () => {
    const other = { ...SPARE, address: "10.121.0.12" };
    const now: Topology = {
      ...is,
      hosts: new Map(
        [...is.hosts].map(([name, host]): [string, Host] => [
          name,
          { ...host, interfaces: host.interfaces.map((one) => (one.name === "eth2" ? other : one)) },
        ]),
      ),
    };
    expect([isUntouched("sip-a", is, is), isUntouched("sip-a", is, now)]).toEqual([true, false]);
  });

  test("is in use if the host is a proxy's, and callers come through it", () => {
    const proxied = topologyOf(sipProxyDeclaration());
    const { name } = proxied.hosts.get("proxy-1")!.interfaces[0]!;
    const unmanaged: Topology = {
      ...proxied,
      hosts: new Map([...proxied.hosts].map(([key, host]) => [key, { ...host, managementInterface: "none" }])),
    };
    expect(isUsed("proxy-1", name, unmanaged)).toBe(true);
    expect(isUsed("proxy-1", "none", unmanaged)).toBe(false);
  });

  test("is in use if SIP reaches a server through it, or if the host is managed through it", () => {
    expect(["eth0", "eth1", "eth2", "eth3"].map((name) => isUsed("sip-a", name, is))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const { takeover, pairs } = { takeover: is.pairs.get("inbound")!.highAvailability, pairs: is.pairs };
    const moved = { ...pairs.get("inbound")!, highAvailability: { ...takeover, network: "spare" } };
    expect(added("spare", { ...is, pairs: new Map([["inbound", moved]]) }).effect).toBe("outage");
  });

  test("is in use if an option of a server has its address", () => {
    const proxied = topologyOf(sipProxyDeclaration());
    const { host } = proxied.pairs.get("inbound")!.primary;
    const { managementInterface, interfaces } = proxied.hosts.get(host)!;
    const sip = interfaces.find(({ name }) => name !== managementInterface)!;
    expect(isUsed(host, sip.name, proxied)).toBe(true);
  });
});

describe("a renamed network", () => {
  const paths = [
    ["hosts", "sip-a", "interfaces", "eth1", "network"],
    ["pairs", "inbound", "highAvailability", "ipAddressTakeover", "network"],
  ];

  test("is the same if it has the same addresses in the same VLAN", () => {
    const effects = paths.map((path) => effectOfKey({ path, before: "voice", after: "sip", was, is: renamed() }));
    const same = { effect: "none", because: "the network is the same under another name" };
    expect(effects).toEqual([same, same]);
    expect(isUntouched("sip-a", was, renamed())).toBe(true);
  });

  test("is another one with other addresses, in another VLAN, or if the earlier one still exists", () => {
    const both = { ...renamed(), networks: new Map([...was.networks, ...renamed().networks]) };
    for (const is of [renamed({ cidr: "10.120.0.0/23" }), renamed({ vlan: 7 }), both])
      for (const path of paths)
        expect(effectOfKey({ path, before: "voice", after: "sip", was, is }).effect).toBe("outage");
    expect(isUntouched("sip-a", was, renamed({ cidr: "10.120.0.0/23" }))).toBe(false);
  });
});
