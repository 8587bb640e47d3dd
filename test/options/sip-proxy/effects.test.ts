import { describe, expect, test } from "vitest";
import { compare } from "../../../lib/diff/compare";
import type { Topology } from "../../../lib/model/topology";
import { REMOVED } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";
import { POOL, sipProxyDeclaration } from "./sip-proxy-sample";

const topology = (changes: Readonly<Record<string, unknown>> = {}): Topology =>
  topologyOf(sipProxyDeclaration(changes));

const [first, second] = [
  { application: "SIP_Proxy_1", host: "proxy-1" },
  { application: "SIP_Proxy_2", host: "proxy-2" },
];

/** The effect of changing keys of the pool from some values to others. */
function effect(key: string, before: unknown, after: unknown, both: Readonly<Record<string, unknown>> = {}) {
  const at = (value: unknown) => topology({ ...both, ...(value === undefined ? {} : { [`${POOL}.${key}`]: value }) });
  const [change, ...more] = compare(at(before), at(after));
  expect(more).toEqual([]);
  return change!;
}

describe("a change of the pool's", () => {
  test.each([
    ["fqdn", "a.example.com", "b.example.com", "outage"],
    ["recordTtl", "60s", "90s", "none"],
    ["oosCheck", "5s", "4s", "reload"],
    ["oosForce", "5s", "4s", "reload"],
    ["overloadDialogRate", 0, 100, "reload"],
    ["resolveHost", false, true, "switchover"],
    ["port", 5060, 5070, "outage"],
    ["endpoints", ["srv"], ["srv", "address"], "none"],
    ["addressFqdn", undefined, "by-address.example.com", "none"],
    ["addressFqdn", "by-address.example.com", undefined, "outage"],
    ["transports", ["udp"], ["udp", "tcp"], "none"],
    ["transports", ["udp", "tcp"], ["udp"], "outage"],
    ["transports", ["tcp"], ["tcp", "tls"], "none"],
    ["transports", ["tcp"], ["udp", "tcp"], "unknown"],
  ])("%s from %j to %j is %s", (key, before, after, expected) => {
    // The pool's own name is its zone unless a zone is declared.
    const zone = key === "fqdn" ? { [`${POOL}.zone`]: "example.com" } : {};
    expect(effect(key, before, after, zone).effect).toBe(expected);
  });

  test("proxies depends on whether any of them stays", () => {
    expect(effect("proxies", [first], [first, second]).effect).toBe("none");
    expect(effect("proxies", [first, second], [second]).effect).toBe("switchover");
    expect(effect("proxies", [first, second], [first, { ...second, defaultPort: 7000 }]).effect).toBe("switchover");
    expect(effect("proxies", [first], [{ ...first, host: "proxy-2" }]).effect).toBe("outage");
  });

  test("proxies lets replaced ones serve until nothing comes through them, unless their hosts are reused", () => {
    const [third, fourth] = ["3", "4"].map((number) => ({ ...second, application: `SIP_Proxy_${number}` }));
    expect(effect("proxies", [first], [second])).toMatchObject({
      effect: "switchover",
      stop: undefined,
      after: "Stop SIP_Proxy_1 when nothing comes through it.",
    });
    expect(effect("proxies", [second], [third])).toMatchObject({
      effect: "outage",
      stop: "Stop SIP_Proxy_2 on proxy-2, where another proxy takes its ports.",
      after: undefined,
    });
    expect(effect("proxies", [first, second], [first, fourth]).effect).toBe("switchover");
  });

  test("proxies is an outage if all of them move, but not if they change one after the other", () => {
    const moved = [
      { ...first, host: "proxy-2" },
      { ...second, host: "proxy-1" },
    ];
    expect(effect("proxies", [first, second], moved)).toMatchObject({
      effect: "outage",
      because:
        "no proxy stays: endpoints find the new ones when their records are resolved again; if the proxies are changed one after the other, in separate changes, endpoints always have another proxy",
    });
  });

  test("name for endpoints that ask only for addresses leads to the pool beside the earlier name in another zone", () => {
    const named = (name: string) =>
      topology({ [`${POOL}.fqdn`]: `${name}.example.com`, [`${POOL}.addressFqdn`]: `by-address.${name}.example.com` });
    const changes = compare(named("one"), named("two"));
    expect(changes.map(({ effect: one }) => one)).toEqual(["none", "none", "none"]);
    expect(changes.flatMap(({ after }) => after ?? [])).toContain(
      "Point equipment that asks only for addresses at the new name.",
    );
  });

  test("proxies names what is installed, started, stopped and restarted, and nothing else", () => {
    const steps = (before: readonly object[], after: readonly object[]) => {
      const {
        effect: told,
        prepare,
        stop: first,
        imported,
        startsAgain,
        after: last,
      } = effect("proxies", before, after, {
        "hosts.proxy-3": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } },
      });
      return [told, prepare, first, imported, startsAgain, last];
    };
    const order = 'as "Order" of the chapter in the runbook says.';
    expect(steps([first], [first, second])).toEqual([
      "none",
      "Install SIP Proxy SIP_Proxy_2 on proxy-2, which makes its application.",
      undefined,
      `Set up and start SIP_Proxy_2, ${order}`,
      [],
      undefined,
    ]);
    expect(steps([first, second], [second])).toEqual([
      "switchover",
      undefined,
      undefined,
      undefined,
      [],
      "Stop SIP_Proxy_1 when nothing comes through it.",
    ]);
    expect(steps([first, second], [first, { ...second, host: "proxy-3" }])).toEqual([
      "switchover",
      "Install SIP Proxy SIP_Proxy_2 on proxy-3.",
      "Stop SIP_Proxy_2 on proxy-2, which would otherwise keep running there unnoticed.",
      `Set up and start SIP_Proxy_2, ${order}`,
      [],
      undefined,
    ]);
    expect(steps([first, second], [first, { ...second, defaultPort: 7000 }])).toEqual([
      "switchover",
      undefined,
      undefined,
      undefined,
      ["SIP_Proxy_2"],
      undefined,
    ]);
    expect(steps([first], [{ ...first, defaultPort: 7000 }])[0]).toBe("outage");
  });

  test("proxies restarts changed ones one after the other, and is an outage if only one proxy serves", () => {
    const anew = [first, second].map((proxy) => ({ ...proxy, defaultPort: 7000 }));
    expect(effect("proxies", [first, second], anew)).toMatchObject({
      effect: "switchover",
      imported: undefined,
      startsAgain: ["SIP_Proxy_1", "SIP_Proxy_2"],
    });
    const third = { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } };
    const [moved, spare] = [
      { ...second, host: "proxy-3" },
      { application: "SIP_Proxy_3", host: "proxy-3" },
    ];
    const told = (before: object[], after: object[]) => effect("proxies", before, after, { "hosts.proxy-3": third });
    expect(told([first, second], [anew[0]!, moved])).toMatchObject({
      effect: "outage",
      because: "no other proxy serves while SIP_Proxy_1 is restarted",
    });
    expect(told([first, spare], [{ ...first, host: "proxy-2" }])).toMatchObject({ effect: "switchover" });
  });

  /** The change of the proxies if the host of the second is the same machine under another name. */
  const onRenamedHost = (proxy: object) =>
    compare(
      topology(),
      topology({
        "hosts.proxy-2": REMOVED,
        "hosts.proxy-9": {
          os: "linux",
          interfaces: { eth0: { network: "voice-west", address: "10.130.0.52" } },
        },
        [`${POOL}.proxies`]: [first, { ...proxy, host: "proxy-9" }],
      }),
    ).find(({ path }) => path.at(-1) === "proxies");

  test("proxies leaves a proxy installed if its host is the same machine under another name", () => {
    expect(onRenamedHost(second)).toMatchObject({
      effect: "switchover",
      prepare:
        "proxy-9 has the operating system and the addresses of proxy-2, and is taken for the same machine under another name: SIP Proxy SIP_Proxy_2 stays installed on it.",
      stop: "Stop SIP_Proxy_2.",
      imported: "Start SIP_Proxy_2 again.",
      starts: ["SIP_Proxy_2"],
      startsAgain: [],
      after: undefined,
    });
  });

  test("proxies stops a proxy on such a host before another one takes its ports there", () => {
    expect(onRenamedHost({ application: "SIP_Proxy_9" })).toMatchObject({
      effect: "switchover",
      stop: "Stop SIP_Proxy_2 on proxy-2, where another proxy takes its ports.",
      after: undefined,
    });
  });

  test("port is set by hand on equipment that finds no port in the records", () => {
    const byAddress = { [`${POOL}.addressFqdn`]: "by-address.example.com" };
    expect(effect("port", 5060, 5070).after).toBeUndefined();
    expect(effect("port", 5060, 5070, byAddress).after).toBe(
      "Set the new port on equipment that finds the proxies by by-address.example.com: no record contains the port.",
    );
  });

  test("option that takes effect after a restart is an outage if there is only one proxy", () => {
    const alone = effect("resolveHost", false, true, { [`${POOL}.proxies`]: [first] });
    expect(alone).toMatchObject({
      effect: "outage",
      because: "resolve-host takes effect after a restart of the proxies, and there is only one",
      evidence: "documented",
    });
  });

  test("zone serial has no way back", () => {
    expect(effect("zoneSerial", 1, 2).noWayBack).toBe(
      "A zone's serial number does not go down: name servers keep the zone that they have. On the way back, raise zoneSerial once more.",
    );
  });
});

describe("a proxy whose host has another address", () => {
  const address = (value: string, both: Readonly<Record<string, unknown>> = {}) => {
    const [change, ...more] = compare(
      topology(both),
      topology({ ...both, "hosts.proxy-2.interfaces.eth0.address": value }),
    );
    expect(more).toEqual([]);
    return change!;
  };
  const set = "Make the change on the host itself: nothing here does it.";

  test("is restarted when it has the address, while endpoints use another proxy", () => {
    expect(address("10.130.0.62")).toMatchObject({
      pairs: ["inbound"],
      effect: "switchover",
      before: set,
      startsAgain: ["SIP_Proxy_2"],
      noWayBack: "Whoever has resolved the new records keeps them for their TTL.",
    });
    expect(address("10.130.0.62", { [`${POOL}.proxies`]: [second] }).effect).toBe("outage");
  });

  test("is an outage together with what makes the others unavailable", () => {
    const address = { "hosts.proxy-2.interfaces.eth0.address": "10.130.0.62" };
    const effects = (changes: Readonly<Record<string, unknown>>, both: Readonly<Record<string, unknown>> = {}) =>
      compare(topology(both), topology({ ...both, ...changes })).map(({ effect: one }) => one);
    expect(effects({ ...address, "hosts.proxy-1.interfaces.eth0.address": "10.120.0.61" })).toEqual([
      "outage",
      "outage",
    ]);
    const third = {
      "hosts.proxy-3": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } },
    };
    expect(effects({ ...address, [`${POOL}.proxies`]: [{ ...first, host: "proxy-3" }, second] }, third)).toEqual([
      "outage",
      "outage",
    ]);
  });

  test("has no way back in DNS, even if a pair beside it is hit harder", () => {
    const desk = {
      "pairs.desk": {
        primary: { application: "SIP_Desk_P", host: "proxy-2", ports: { tlib: 3200 } },
        backup: { application: "SIP_Desk_B", host: "proxy-2", ports: { tlib: 3201 } },
        sip: { port: 5090, transports: ["udp"] },
        highAvailability: { singleHost: { seats: 20 } },
      },
    };
    expect(address("10.130.0.62", desk)).toMatchObject({
      effect: "outage",
      noWayBack: "Whoever has resolved the new records keeps them for their TTL.",
    });
  });

  test("does not concern another pair's proxy, and neither does an interface beside its own", () => {
    const beside = { "hosts.proxy-2.interfaces.eth1": { network: "voice", address: "10.120.0.61" } };
    const managed = { "hosts.proxy-2.managementInterface": "eth1" };
    expect(address("10.130.0.62", { ...beside, ...managed }).startsAgain).toEqual(["SIP_Proxy_2"]);
    const [change] = compare(
      topology({ ...beside, ...managed }),
      topology({ ...beside, ...managed, "hosts.proxy-2.interfaces.eth1.address": "10.120.0.62" }),
    );
    expect([change!.effect, change!.startsAgain]).toEqual(["none", undefined]);
  });
});
