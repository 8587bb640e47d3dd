import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { ScenarioStep } from "../../../lib/operation/scenario";
import type { Pace } from "../../../lib/operation/span";
import type { EndpointClass } from "../../../lib/options/sip-proxy/model";
import { proxyWorldOf } from "../../../lib/options/sip-proxy/pool-scene";
import { sipProxyScenarios } from "../../../lib/options/sip-proxy/scenarios";
import { hostLossOutage, processLossOutage } from "../../../lib/options/sip-proxy/timing";
import { type Course, courseOf } from "../../../lib/simulation/course";
import { faultKinds } from "../../../lib/simulation/faults/fault-kinds";
import { scenarioNamed } from "../../../lib/simulation/scenarios";
import { type Setting, settingOf, timerOf } from "../../../lib/simulation/setting";
import { anyMendedSteps } from "../../any-fault-steps";
import { broken, outage, services, soundCourse, timeline } from "../../seen-in-course";
import { sipProxySetting } from "../../simulation/option-settings";
import { tried } from "../../simulation/trial";
import { topologyOf } from "../../topology-of";
import { POOL, sampleProxiedPair } from "./sip-proxy-sample";

const [P, B] = ["SIP_In_P", "SIP_In_B"];
const [PROXY_1, PROXY_2, PROXY_3] = ["SIP_Proxy_1", "SIP_Proxy_2", "SIP_Proxy_3"];
const SRV = "an endpoint that resolves SRV";

const THREE_PROXIES = {
  "hosts.proxy-3": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } },
  [`${POOL}.proxies`]: [1, 2, 3].map((number) => ({ application: `SIP_Proxy_${number}`, host: `proxy-${number}` })),
};
const TWO_NAME_SERVERS = { [`${POOL}.nameServers`]: ["ns-1.example.com", "ns-2.example.com"] };

/** A pool that callers of one kind use. */
function usedBy(kind: EndpointClass, changes: Readonly<Record<string, unknown>> = {}) {
  const address = kind === "address" ? { [`${POOL}.addressFqdn`]: "trunks.sip.example.com" } : {};
  return sipProxySetting({ [`${POOL}.endpoints`]: [kind], ...address, ...changes });
}

/** What the field test `kamailio-sip-proxy` declares. */
function fieldTest(): Setting {
  const text = readFileSync(join(__dirname, "../../field/sip-proxy.yaml"), "utf8");
  const topology = topologyOf(parse(text));
  return settingOf(topology, sampleProxiedPair(topology));
}

const run = (steps: readonly ScenarioStep[], of = sipProxySetting(), pace?: Pace) => tried(of, steps, pace);

function runScenario(name: string, of = sipProxySetting(), pace: Pace = "typical"): Course {
  return courseOf(of, scenarioNamed(name)!, pace);
}

const lost = (on: string) => ({ inject: "proxy-loss", on });

describe("a pair behind a pool of SIP Proxies", () => {
  test("has the hosts of the proxies in its world", () => {
    expect(Object.keys(run([]).run.world.hosts)).toEqual(["sip-a", "sip-b", "mgmt-1", "proxy-1", "proxy-2"]);
  });

  test("is answered by the new primary when each proxy has noticed the failure and found it", () => {
    const course = run([{ inject: "switchover" }]);
    expect(course.run.timeline.map(({ at, actor, action, causedBy }) => [at, actor, action, causedBy])).toEqual([
      [0, "scenario", "somebody orders a switchover", undefined],
      [0, "SCS_Staging", `orders ${B} to be primary and ${P} to be backup`, 0],
      [1, P, "is backup", 0],
      [1, B, "is primary", 0],
      [7_501, PROXY_1, "looks for the primary", 2],
      [7_501, PROXY_2, "looks for the primary", 2],
      [12_501, PROXY_1, `sends to ${B}`, 4],
      [12_501, PROXY_2, `sends to ${B}`, 5],
    ]);
    expect(course.run.services).toEqual([
      { at: 0, cause: -1, by: P, because: `${PROXY_1} sends to ${P}` },
      { at: 1, cause: 2, by: undefined, because: `${SRV} uses ${PROXY_1}: it sends to ${P}, and ${P} is not primary` },
      { at: 12_501, cause: 7, by: B, because: `${PROXY_1} sends to ${B}` },
    ]);
    expect(broken(course)).toEqual([]);
  });

  test("causes no reaction of a proxy if the primary answers again in time", () => {
    const course = run([
      { inject: "sip-interface-loss", on: "primary" },
      { after: "7s", heal: "sip-interface-loss", on: "primary" },
    ]);
    expect(services(course)).toEqual([
      [0, P],
      [0, undefined],
      [7_000, P],
    ]);
  });

  test("is found by a proxy that restarts, which asks the declared primary first", () => {
    const course = run([
      { inject: "switchover" },
      { after: "settled", inject: "host-power-loss", on: "proxy-1" },
      { after: "settled", heal: "host-power-loss", on: "proxy-1" },
    ]);
    const restarted = timeline(course).filter(([, actor]) => actor === PROXY_1 || actor === "proxy-1");
    const [booted] = restarted.find(([, , action]) => action === "has booted")!;
    expect(restarted.slice(2).map(([at, actor, action]) => [at - booted, actor, action])).toEqual([
      [0, "proxy-1", "has booted"],
      [10_000, PROXY_1, "runs"],
      [17_500, PROXY_1, "looks for the primary"],
      [22_500, PROXY_1, `sends to ${B}`],
    ]);
  });

  test("reports that a server cannot serve if its SIP traffic monitoring loses the interface", () => {
    const steps = [{ inject: "sip-interface-loss", on: "primary" }];
    const watched = sipProxySetting({ "pairs.inbound.options": { TServer: { "sip-pass-check": true } } });
    expect(run(steps, watched).run.services.at(-1)?.by).toBe(B);
    expect(broken(run(steps))).toEqual(["recovery-time"]);
  });
});

describe("callers", () => {
  test("that resolve SRV go on to the next target by themselves, after Timer F at the latest", () => {
    expect(services(run([lost("one")]))).toEqual([
      [0, P],
      [0, undefined],
      [4_000, P],
    ]);
    expect(outage(run([lost("one")], sipProxySetting(), "maximum"))).toBe(32_000);
    expect(outage(run([lost("all-but-one")], sipProxySetting(THREE_PROXIES), "maximum"))).toBe(64_000);
    expect(run([lost("one")], sipProxySetting(), "minimum").run.services.at(-1)).toMatchObject({ at: 0, by: P });
  });

  test("of the other proxies lose nothing", () => {
    const course = run([lost(PROXY_2!)]);
    expect(proxyWorldOf(course.run.world).callers.srv!.uses).toEqual({ [PROXY_1!]: PROXY_1, [PROXY_2!]: PROXY_1 });
    expect(timeline(course).filter(([, actor]) => actor === SRV)).toEqual([
      [4_000, SRV, `goes on to ${PROXY_1}`],
      [930_000, SRV, `knows ${PROXY_1}`],
    ]);
  });

  test("are spread over the proxies again when a lost one runs, so that its next loss is noticed again", () => {
    const twice = [
      lost("one"),
      { after: "1m", heal: "proxy-loss", on: "one" },
      { after: "1m", ...lost("one") },
    ] as const;
    expect(services(run(twice))).toEqual([
      [0, P],
      [0, undefined],
      [4_000, P],
      [120_000, undefined],
      [124_000, P],
    ]);
  });

  test("by connections alone notice at once that a process has ended, and a lost host by their timer", () => {
    const connected = sipProxySetting({ [`${POOL}.transports`]: ["tcp"] });
    expect(outage(run([lost("one")], connected))).toBe(50);
    expect(outage(run([{ inject: "host-power-loss", on: "proxy-1" }], connected))).toBe(4_000);
  });

  test("that resolve only addresses wait until somebody has changed DNS and the TTL is over", () => {
    const course = run([lost("one")], usedBy("address"));
    expect(timeline(course).slice(1)).toEqual([
      [900_000, "operator", `takes ${PROXY_1} out of DNS`],
      [915_000, "an endpoint that resolves addresses", `knows ${PROXY_2}`],
    ]);
    expect(outage(course)).toBe(915_000);
    expect(broken(course)).toEqual(["recovery-time"]);
  });

  test("with their own records continue without any name server, and need nobody to change DNS", () => {
    const phones = usedBy("static-cache", { [`${POOL}.recordTtl`]: "10m" });
    expect(services(runScenario("name-servers-down", phones))).toEqual([[0, P]]);
    const course = run([lost("one")], phones);
    expect(outage(course)).toBe(4_000);
    expect(proxyWorldOf(course.run.world).callers["static-cache"]!.knows).toEqual([PROXY_1, PROXY_2]);
  });

  test("that watch their targets continue when their watch notices the loss, even without a name server", () => {
    const border = usedBy("session-border-controller");
    expect(outage(run([lost("one")], border))).toBe(30_000);
    expect(services(runScenario("name-servers-down", border))).toEqual([[0, P]]);
  });

  test("of several kinds must all be answered before anybody counts as answering", () => {
    const both = sipProxySetting({ [`${POOL}.endpoints`]: ["srv", "session-border-controller"] });
    expect(outage(run([lost("one")], both))).toBe(30_000);
  });
});

describe("the scenarios of a pool", () => {
  test.each([
    ["one-proxy-down", [], 4_000],
    ["all-but-one-proxy-down", [], 4_000],
    ["all-proxies-down", ["recovery-time"], 610_000],
    ["name-servers-down", ["recovery-time"], 3_570_050],
    ["one-name-server-down", ["recovery-time"], 3_570_050],
    ["stale-record", ["live-records"], 4_000],
    ["proxies-see-both", ["recovery-time"], 312_499],
    ["proxies-see-none", ["recovery-time"], 297_500],
    ["connections-on-proxy-loss", [], 22_502],
  ])("%s breaks %j", (name, breaks, lasts) => {
    const course = runScenario(name);
    expect([broken(course), outage(course)]).toEqual([breaks, lasts]);
    expect([...course.audit.failures]).toEqual([]);
  });

  test("are all in the table above, with unique names", () => {
    expect(sipProxyScenarios.map(({ name }) => name)).toEqual([
      "one-proxy-down",
      "all-but-one-proxy-down",
      "all-proxies-down",
      "name-servers-down",
      "one-name-server-down",
      "stale-record",
      "proxies-see-both",
      "proxies-see-none",
      "connections-on-proxy-loss",
    ]);
  });

  test("one name server of two is enough", () => {
    const of = sipProxySetting(TWO_NAME_SERVERS);
    expect(services(runScenario("one-name-server-down", of))).toEqual([[0, P]]);
    expect(broken(runScenario("name-servers-down", of))).toEqual(["recovery-time"]);
  });

  test("a lost proxy is removed from DNS, its callers follow within the TTL, and it is put back", () => {
    expect(timeline(runScenario("one-proxy-down"))).toEqual([
      [0, "scenario", "SIP Proxy ends and cannot be started: one"],
      [4_000, SRV, `goes on to ${PROXY_2}`],
      [900_000, "operator", `takes ${PROXY_1} out of DNS`],
      [930_000, SRV, `knows ${PROXY_2}`],
      [28_800_000, "scenario", "repairs: SIP Proxy ends and cannot be started: one"],
      [28_810_000, PROXY_1, "runs"],
      [29_710_000, "operator", `puts ${PROXY_1} back into DNS`],
      [29_740_000, SRV, `knows ${PROXY_1} and ${PROXY_2}`],
    ]);
  });

  test("the record of a lost proxy is reported when it has existed for longer than the records need to follow", () => {
    const [violation] = runScenario("stale-record").audit.violations.values();
    expect([violation?.invariant.number, violation?.at, violation?.text]).toEqual([
      "I14",
      3_661_000,
      `callers still get ${PROXY_1}, where nobody answers`,
    ]);
  });

  test.each<Pace>(["minimum", "typical", "maximum"])(
    "records that are maintained break nothing at the pace %s",
    (pace) => {
      const patient = sipProxySetting({ "pairs.inbound.recoveryTimeObjective": "5m" });
      expect(broken(runScenario("one-proxy-down", patient, pace))).toEqual([]);
      expect(broken(runScenario("stale-record", patient, pace))).toEqual(["live-records"]);
    },
  );

  test("if the backup answers OPTIONS as well, a switchover leads all calls to it", () => {
    expect(runScenario("proxies-see-both").run.services[1]).toEqual({
      at: 1,
      cause: 3,
      by: undefined,
      because: `${SRV} uses ${PROXY_1}: it sends to ${P}, and ${P} is not primary`,
    });
    // The loss of a host is noticed all the same, and the backup is found before it serves.
    const steps = [{ inject: "proxy-sees-both" }, { inject: "host-power-loss", on: "primary" }];
    expect(outage(run(steps))).toBe(13_502);
  });

  test("callers leave a proxy that finds no primary while another one does", () => {
    const course = run([{ inject: "proxy-sees-none", on: "one" }]);
    expect(timeline(course)).toEqual([
      [0, "scenario", "SIP Proxy gets no answer to its OPTIONS: one"],
      [7_500, PROXY_1, "looks for the primary"],
      [11_500, SRV, `goes on to ${PROXY_2}`],
    ]);
    expect(course.run.services.at(-1)).toMatchObject({ at: 11_500, by: P });
  });

  test("no record is removed if no proxy runs, because an empty answer helps nobody", () => {
    const course = run([lost("all")]);
    expect(timeline(course)).toHaveLength(1);
    expect(broken(course)).toEqual(["recovery-time"]);
  });
});

describe("the time of an outage", () => {
  const hostLoss = [{ inject: "host-power-loss", on: "primary" }];
  const processLoss = [{ inject: "process-crash", on: "primary" }];
  const most = (of: Setting, ...names: string[]) =>
    names.reduce((sum, name) => sum + timerOf(of, name).span.maximum, 0);

  test.each([
    ["the defaults", sipProxySetting],
    ["the field test's timers", fieldTest],
    [
      "proxies that check rarely",
      () => sipProxySetting({ [`${POOL}.oosCheck`]: "30s", "pairs.inbound.recoveryTimeObjective": "2m" }),
    ],
  ])(
    "with %s is never longer than promised, after a crash without the Management Layer's allowances",
    (_, settingFor) => {
      const of = settingFor();
      const pair = sampleProxiedPair(of.topology);
      const orders = most(of, "decision", "role-order");
      expect(outage(run(hostLoss, of, "maximum"))).toBeLessThanOrEqual(hostLossOutage(of.topology, pair)!.milliseconds);
      expect(outage(run(processLoss, of, "maximum"))).toBeLessThanOrEqual(
        processLossOutage(pair)!.milliseconds + most(of, "connection-loss-detection") + orders,
      );
    },
  );

  test("a process is lost for exactly the longest time that the runbook says", () => {
    const of = fieldTest();
    expect(outage(run(processLoss, of, "maximum"))).toBe(4_000);
    expect(processLossOutage(sampleProxiedPair(of.topology))?.milliseconds).toBe(4_000);
  });

  // docs/field-tests.md, and the runs of it since.
  test.each([
    ["process", processLoss, [1_395, 1_649]],
    ["host", hostLoss, [2_099, 2_160, 2_938]],
  ])("covers what was measured with Kamailio: %s", (_, steps, times) => {
    const of = fieldTest();
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(outage(run(steps, of, "minimum")));
      expect(time).toBeLessThanOrEqual(outage(run(steps, of, "maximum")));
    }
  });
});

describe("any sequence of faults", () => {
  test.each([
    ["two proxies", {}],
    [
      "three proxies and all kinds of callers",
      {
        ...THREE_PROXIES,
        ...TWO_NAME_SERVERS,
        [`${POOL}.recordTtl`]: "5m",
        [`${POOL}.addressFqdn`]: "trunks.sip.example.com",
        [`${POOL}.endpoints`]: ["srv", "address", "static-cache", "session-border-controller"],
      },
    ],
  ])("ends, heals and is the same each time: %s", (_, changes) => {
    const of = sipProxySetting(changes);
    fc.assert(
      fc.property(anyMendedSteps(of), fc.constantFrom<Pace>("minimum", "typical", "maximum"), (steps, pace) => {
        const course = soundCourse(() => run(steps, of, pace));
        const { proxies, records, callers } = proxyWorldOf(course.run.world);
        const { servers } = course.run.world;
        expect(records).toEqual(Object.keys(proxies));
        for (const kind of Object.values(callers)) expect(kind!.knows).toEqual(records);
        const isAnswering = (name: string) => servers[name]!.role === "primary" && servers[name]!.process === "running";
        if (Object.keys(servers).some(isAnswering)) {
          for (const { serves } of Object.values(proxies))
            expect(serves !== undefined && isAnswering(serves)).toBe(true);
          expect(course.run.services.at(-1)!.by).toBeDefined();
        }
      }),
      { numRuns: 150 },
    );
  });

  test("strikes each choice of proxies and name servers once", () => {
    const targets = (of: Setting, name: string) => faultKinds(of).get(name)!.targets(run([], of).run.world);
    expect(targets(sipProxySetting(), "proxy-loss")).toEqual(["all", "one", PROXY_2]);
    expect(targets(sipProxySetting(THREE_PROXIES), "proxy-sees-none")).toEqual([
      "all",
      "one",
      "all-but-one",
      PROXY_2,
      PROXY_3,
    ]);
    expect(targets(sipProxySetting(), "name-server-loss")).toEqual(["all"]);
    expect(targets(sipProxySetting(TWO_NAME_SERVERS), "name-server-loss")).toEqual(["all", "one", "ns-2.example.com"]);
    expect(services(run([lost(PROXY_3!)], sipProxySetting(THREE_PROXIES)))).toHaveLength(3);
  });
});
