import { describe, expect, test } from "vitest";
import { compare } from "../../lib/diff/compare";
import type { SipServerPair } from "../../lib/model/pair";
import { sampleTopology } from "../sample-topology";

const was = sampleTopology();
const pair = was.pairs.get("inbound")!;

describe("compare", () => {
  test("finds nothing if nothing changes", () => {
    expect(compare(was, sampleTopology())).toEqual([]);
    expect(compare(undefined, undefined)).toEqual([]);
  });

  test("reports a key with its old and new values, and what the change does to service", () => {
    expect(compare(was, sampleTopology({ takeover: { cancelTimeout: "8s" } }))).toEqual([
      {
        path: ["pairs", "inbound", "highAvailability", "ipAddressTakeover", "cancelTimeout"],
        element: "pair",
        kind: "changed",
        was: "5s",
        is: "8s",
        pairs: ["inbound"],
        effect: "none",
        because: "the alarm conditions are imported again; a role change before that still starts the scripts as now",
      },
    ]);
  });

  test("reports a key that comes or goes", () => {
    const { recoveryTimeObjective: _, ...without } = pair;
    const is = { ...was, pairs: new Map([["inbound", without as SipServerPair]]) };
    expect(compare(was, is)).toMatchObject([{ kind: "removed", was: "25s", effect: "none" }]);
    expect(compare(is, was)).toMatchObject([{ kind: "added", is: "25s", effect: "none" }]);
  });

  test("reports an element that only one side has as one change", () => {
    const hosts = new Map([...was.hosts, ["sip-c", { ...was.hosts.get("sip-b")!, name: "sip-c" }]]);
    expect(compare(was, { ...was, hosts })).toEqual([
      {
        path: ["hosts", "sip-c"],
        element: "host",
        kind: "added",
        is: "sip-c",
        pairs: [],
        effect: "none",
        because: "nothing that serves uses it before it is there",
      },
    ]);
    expect(compare({ ...was, hosts }, was)).toMatchObject([{ path: ["hosts", "sip-c"], kind: "removed" }]);
    expect(compare(was, { ...was, pairs: new Map() })).toMatchObject([
      { path: ["pairs", "inbound"], kind: "removed", effect: "outage", releases: true, pairs: ["inbound"] },
    ]);
  });

  test("reports another option as one change, and the rest of the pair beside it", () => {
    const highAvailability = { option: "singleHost", seats: 20 };
    const is = {
      ...was,
      pairs: new Map([["inbound", { ...pair, recoveryTimeObjective: "30s" as const, highAvailability }]]),
    };
    expect(compare(was, is).map(({ path, was: old, is: now, effect }) => [path.join("."), old, now, effect])).toEqual([
      ["pairs.inbound.recoveryTimeObjective", "25s", "30s", "none"],
      ["pairs.inbound.highAvailability", "ipAddressTakeover", "singleHost", "outage"],
    ]);
  });

  test("reports a whole environment that comes or goes as one change", () => {
    expect(compare(undefined, was)).toEqual([
      {
        path: [],
        element: "environment",
        kind: "added",
        is: "staging",
        pairs: ["inbound"],
        effect: "none",
        because: "nobody uses it yet",
      },
    ]);
    expect(compare(was, undefined)).toMatchObject([{ kind: "removed", was: "staging", effect: "outage" }]);
  });

  test("names the pairs that a network, a host or the Management Layer affects", () => {
    const voice = compare(was, sampleTopology({ voice: { gateway: "10.120.0.254" } }));
    const failureDetection = { ...was.managementLayer.failureDetection, haFlipDetectTimeout: "20s" as const };
    const timer = compare(was, { ...was, managementLayer: { ...was.managementLayer, failureDetection } });
    const host = compare(was, sampleTopology({ hosts: { "mgmt-1": { dataCenter: "east" } } }));
    expect([voice, timer, host].map(([change]) => [change!.element, change!.pairs])).toEqual([
      ["network", ["inbound"]],
      ["Management Layer", ["inbound"]],
      ["host", []],
    ]);
  });
});
