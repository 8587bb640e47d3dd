import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../../lib/operation/scenario";
import type { Pace } from "../../../lib/operation/span";
import { ITEM } from "../../../lib/options/big-ip/as3-declaration";
import { poolWorldOf } from "../../../lib/options/big-ip/pool-scene";
import { bigIpScenarios } from "../../../lib/options/big-ip/scenarios";
import { bigIpOutage, longest } from "../../../lib/options/big-ip/timing";
import { type Course, courseOf } from "../../../lib/simulation/course";
import { scenarioNamed } from "../../../lib/simulation/scenarios";
import { type Setting, timerOf } from "../../../lib/simulation/setting";
import { anyMendedSteps } from "../../any-fault-steps";
import { broken, outage, services, soundCourse } from "../../seen-in-course";
import { tried } from "../../simulation/trial";
import { bigIpTopology } from "./big-ip-sample";
import { type Items, poolSetting as setting } from "./pool-setting";

const POOL = "pairs.inbound.highAvailability.bigIp";
const [P, B] = ["SIP_South_P", "SIP_South_B"];
const UDP_ALONE = { "pairs.inbound.sip": { transports: ["udp"] } };
const REDUNDANT = { "bigIps.ltm-1.redundant": true };

/** What the field test `big-ip-pool` declares. */
const fieldTest = (memberPriority: string) => ({
  [`${POOL}.memberPriority`]: memberPriority,
  [`${POOL}.monitorInterval`]: "1s",
  [`${POOL}.monitorTimeout`]: "4s",
  "managementLayer.failureDetection": { addpTimeout: "2s" },
});

const run = (steps: readonly ScenarioStep[], of = setting(), pace?: Pace) => tried(of, steps, pace);

function runScenario(name: string, of = setting(), pace: Pace = "typical"): Course {
  return courseOf(of, scenarioNamed(name)!, pace);
}

const lines = ({ run: { timeline } }: Course, actor: string | RegExp) =>
  timeline.filter((line) => line.actor.match(actor)).map(({ at, actor: who, action, why }) => [at, who, action, why]);

describe("a pair behind a BIG-IP", () => {
  test("is answered by the new primary when the monitor has marked it up and the old one down", () => {
    const course = run([{ inject: "switchover" }], setting(UDP_ALONE));
    expect(course.run.timeline.map(({ at, actor, action, causedBy }) => [at, actor, action, causedBy])).toEqual([
      [0, "scenario", "somebody orders a switchover", undefined],
      [0, "SCS_South", `orders ${B} to be primary and ${P} to be backup`, 0],
      [1, P, "is backup", 0],
      [1, B, "is primary", 0],
      [1_001, "ltm-1", `finds ${B} up`, 3],
      [6_001, "ltm-1", `finds ${P} down`, 2],
    ]);
    expect(course.run.services).toEqual([
      { at: 0, cause: -1, by: P, because: `ltm-1 sends to ${P}` },
      { at: 1, cause: 2, by: undefined, because: `ltm-1 sends to ${P}: ${P} is not primary` },
      { at: 6_001, cause: 5, by: B, because: `ltm-1 sends to ${B}` },
    ]);
    expect(broken(course)).toEqual([]);
  });

  test("is answered by the backup after the loss of a host when the Management Layer has made it primary", () => {
    const course = run([{ inject: "host-power-loss", on: "primary" }]);
    expect(lines(course, "ltm-1")).toEqual([
      [6_000, "ltm-1", `finds ${P} down`, "trunk-a does not run"],
      [6_000, "ltm-1", `ends TCP and TLS connections of peers to ${P}`, "serviceDownAction reset: it is down"],
      [14_502, "ltm-1", `finds ${B} up`, "it answers the monitor"],
    ]);
    expect(services(course)).toEqual([
      [0, P],
      [0, undefined],
      [14_502, B],
    ]);
    expect(broken(course)).toEqual([]);
  });

  test("finds nobody if the primary hangs, because the Management Layer does not notice", () => {
    const course = run([{ inject: "process-hang", on: "primary" }]);
    expect(course.run.services.at(-1)).toEqual({
      at: 0,
      cause: 0,
      by: undefined,
      because: `ltm-1 sends to ${P}: ${P} hangs`,
    });
    expect(lines(course, "ltm-1")[0]).toEqual([6_000, "ltm-1", `finds ${P} down`, `${P} hangs`]);
    expect(broken(course)).toEqual(["recovery-time", "some-eligible-member"]);
  });

  test("has two primaries and two members if only the Management Layer loses a host", () => {
    const steps = [{ inject: "management-interface-loss", on: "primary" }];
    const course = run(steps);
    expect(broken(course)).toEqual(["one-primary", "one-eligible-member"]);
    expect(course.run.services.map(({ by }) => by)).toEqual([P]);
    // A preferred member keeps callers together; T-Library clients still use the other one.
    const preferred = run(steps, setting({ [`${POOL}.memberPriority`]: "primary-first" }));
    expect(broken(preferred)).toEqual(["one-primary"]);
    expect(preferred.audit.violations.get("one-primary")?.text).toBe(
      `${P} and ${B} are primary: callers reach ${P}, T-Library clients reach ${B}`,
    );
  });

  test("loses its Management Layer with the device if the way to the hosts leads through the device", () => {
    const host = (last: number) => ({
      os: "linux",
      interfaces: { eth1: { network: "ltm-inside", address: `10.214.0.${last}` } },
    });
    const behind = setting({ "hosts.trunk-a": host(11), "hosts.trunk-b": host(12) });
    const course = run([{ inject: "device-loss", on: "active" }], behind);
    expect(course.run.world.cuts).toEqual(["mgmt-1>trunk-a", "trunk-a>mgmt-1", "mgmt-1>trunk-b", "trunk-b>mgmt-1"]);
    expect(lines(course, "SCS_South").map(([, , action]) => action)).toEqual([
      "counts trunk-a as lost",
      "counts trunk-b as lost",
    ]);
    const healed = run(
      [
        { inject: "device-loss", on: "active" },
        { after: "1m", heal: "device-loss", on: "active" },
      ],
      behind,
    );
    expect([healed.run.world.cuts, healed.run.services.at(-1)?.by]).toEqual([[], P]);
    expect(run([{ inject: "device-loss", on: "active" }]).run.world.cuts).toEqual([]);
  });

  test("reports that a server cannot serve if its SIP traffic monitoring loses the interface", () => {
    const watched = setting({ "pairs.inbound.options": { TServer: { "sip-pass-check": true } }, acknowledge: [] });
    const steps = [{ inject: "sip-interface-loss", on: "primary" }];
    expect(run(steps, watched).run.services.at(-1)?.by).toBe(B);
    expect(broken(run(steps))).toEqual(["recovery-time", "some-eligible-member"]);
  });
});

describe("the scenarios of a BIG-IP", () => {
  const TABLE = [
    ["monitor-finds-all-up", ["one-eligible-member", "recovery-time"], P, B],
    ["monitor-finds-all-down", ["some-eligible-member", "recovery-time"], P, P],
    ["monitor-flap", [], P, P],
    ["flow-kept-on-lost-member", ["recovery-time", "flows-follow"], P, B],
    ["connections-on-switchover", [], P, B],
    ["connections-on-process-crash", [], P, B],
    ["connections-on-host-loss", [], P, B],
    ["device-loss", ["some-eligible-member", "recovery-time"], P, P],
  ] as const;

  test.each(TABLE)("%s breaks %j", (name, breaks, first, last) => {
    const course = runScenario(name);
    expect([broken(course), course.run.services[0]?.by, course.run.services.at(-1)?.by]).toEqual([breaks, first, last]);
    expect([...course.audit.failures]).toEqual([]);
  });

  test("are all in the table above", () => {
    expect(bigIpScenarios.map(({ name }) => name)).toEqual(TABLE.map(([name]) => name));
  });

  test("say why: while every second call is lost, nobody counts as answering", () => {
    expect(runScenario("monitor-finds-all-up").run.services[1]).toEqual({
      at: 1_000,
      cause: 1,
      by: undefined,
      because: `ltm-1 sends every other call to ${B}: ${B} is not primary`,
    });
    const { violations } = runScenario("monitor-finds-all-up").audit;
    expect(violations.get("one-eligible-member")?.text).toBe(`new calls are sent to ${P} and ${B}`);
    expect(violations.get("recovery-time")?.text).toMatch(
      /^nobody answers new calls, although SIP_South_P and SIP_South_B could: ltm-1 sends every other call to /,
    );
  });

  test("take connections along: the peer connects to the new primary when the device has closed the old connection", () => {
    expect(lines(runScenario("connections-on-switchover"), /^(ltm-1|a peer.*)$/)).toEqual([
      [1_001, "ltm-1", `finds ${B} up`, "it answers the monitor"],
      [6_001, "ltm-1", `finds ${P} down`, `${P} is not primary`],
      [6_001, "ltm-1", `ends TCP and TLS connections of peers to ${P}`, "serviceDownAction reset: it is down"],
      [7_001, "a peer by TCP", `is connected to ${B}`, "ltm-1 sends new connections there"],
      [7_001, "a peer by TLS", `is connected to ${B}`, "ltm-1 sends new connections there"],
    ]);
  });

  test("notify a peer at once of a process that has ended, and of a lost host by the monitor", () => {
    const first = (name: string) => lines(runScenario(name), /^a peer by TCP$/)[0];
    expect(first("connections-on-process-crash")).toEqual([
      50,
      "a peer by TCP",
      "has lost its connection",
      "the server has closed it",
    ]);
    expect(first("connections-on-host-loss")).toEqual([
      15_502,
      "a peer by TCP",
      `is connected to ${B}`,
      "ltm-1 sends new connections there",
    ]);
  });

  test("a flow that is kept is forgotten when the caller has been silent for udpIdleTimeout", () => {
    const course = runScenario("flow-kept-on-lost-member");
    expect(services(course)).toEqual([
      [0, P],
      [0, undefined],
      [150_000, B],
    ]);
    expect(course.audit.violations.get("flows-follow")?.text).toBe(
      `a caller's flow stays on ${P}, while new calls are sent to ${B}`,
    );
  });

  test("a single device that comes back must probe before it sends", () => {
    expect(services(runScenario("device-loss"))).toEqual([
      [0, P],
      [0, undefined],
      [601_000, P],
    ]);
  });

  test("the other unit takes over from a redundant device, and connections start again", () => {
    const course = runScenario("device-loss", setting(REDUNDANT));
    expect(services(course)).toEqual([
      [0, P],
      [0, undefined],
      [3_000, P],
    ]);
    expect(lines(course, "ltm-1")).toEqual([
      [3_000, "ltm-1", "serves the virtual IP by its standby unit", "it hears nothing of the other unit"],
    ]);
    expect(lines(course, "a peer by TLS").map(([at, , action]) => [at, action])).toEqual([
      [4_000, `is connected to ${P}`],
    ]);
    expect(broken(course)).toEqual([]);
    const both = ["active", "standby"].map((on) => ({ inject: "device-loss", on }));
    expect(broken(run(both, setting(REDUNDANT)))).toEqual(["some-eligible-member", "recovery-time"]);
    expect(run([both[1]!], setting(REDUNDANT)).run.services).toHaveLength(1);
  });
});

describe("the declaration", () => {
  const flows = (course: Course) => poolWorldOf(course.run.world).flows;

  test("binds no datagram to a member", () => {
    expect(flows(run([{ inject: "switchover" }]))).toEqual({ tcp: B, tls: B });
  });

  // Each change alone is what AS3 would have by default.
  test.each<[string, (items: Items) => void, readonly string[], number, string | undefined]>([
    [
      "no datagram load balancing, and no action on service down",
      (items) => {
        items[ITEM.udpProfile]!.datagramLoadBalancing = false;
        items[ITEM.pool("udp")]!.serviceDownAction = "none";
      },
      ["flows-follow", "recovery-time", "steady-state"],
      Number.POSITIVE_INFINITY,
      P,
    ],
    [
      "no datagram load balancing, although a flow moves on service down",
      (items) => {
        items[ITEM.udpProfile]!.datagramLoadBalancing = false;
      },
      [],
      6_000,
      B,
    ],
    [
      "persistence, although each datagram is sent by itself",
      (items) => {
        delete items[ITEM.server("udp")]!.persistenceMethods;
      },
      [],
      6_000,
      B,
    ],
    [
      "no action on service down for connections",
      (items) => {
        delete items[ITEM.pool("tcp")]!.serviceDownAction;
      },
      ["flows-follow"],
      6_000,
      undefined,
    ],
  ])("%s: a switchover breaks what it must", (_, mutate, breaks, lasts, udp) => {
    const course = run(
      [{ inject: "switchover" }],
      setting({ ...UDP_ALONE, "pairs.inbound.sip": { transports: ["udp", "tcp"] } }, mutate),
    );
    expect([broken(course), flows(course).udp]).toEqual([breaks, udp]);
    const last = course.run.services.at(-1)!;
    expect(last.by === undefined ? Number.POSITIVE_INFINITY : last.at - 1).toBe(lasts);
  });

  test("AS3's priority groups keep calls on the declared primary for as long as it is up", () => {
    const ranked = setting(UDP_ALONE, (items) => {
      const pool = items[ITEM.pool("udp")]! as { members: { priorityGroup: number }[]; minimumMembersActive?: number };
      delete pool.minimumMembersActive;
      pool.members[1]!.priorityGroup = 5;
    });
    const { eligibleMembers } = ranked.behaviour.views;
    const course = run([{ inject: "monitor-finds-all-up" }], ranked);
    expect(poolWorldOf(course.run.world).up).toEqual({ [P]: true, [B]: true });
    // The second group is the higher one by now.
    expect(eligibleMembers!(course.run.world).eligible).toEqual([B]);
  });
});

describe("the time of an outage", () => {
  const hostLoss = [{ inject: "host-power-loss", on: "primary" }];
  const processLoss = [{ inject: "process-crash", on: "primary" }];
  const switchover = [{ inject: "switchover" }];
  const most = (of: Setting, ...names: string[]) =>
    names.reduce((sum, name) => sum + timerOf(of, name).span.maximum, 0);

  test.each([
    ["the defaults", {}],
    ["the field test's timers", fieldTest("equal")],
    ["a preferred primary", fieldTest("primary-first")],
    ["a long timeout", { [`${POOL}.monitorTimeout`]: "60s", "pairs.inbound.recoveryTimeObjective": "2m" }],
  ])(
    "with %s is never longer than promised, after a switchover or a crash without the Management Layer's allowances",
    (_, changes) => {
      const of = setting(changes);
      const { topology, pair } = bigIpTopology(changes);
      const orders = most(of, "decision", "role-order");
      const promised = bigIpOutage(topology, pair.highAvailability)!.milliseconds;
      expect(outage(run(hostLoss, of, "maximum"))).toBeLessThanOrEqual(promised);
      const detected = most(of, "connection-loss-detection") + orders;
      expect(outage(run(processLoss, of, "maximum"))).toBeLessThanOrEqual(longest(pair.highAvailability, detected));
      expect(outage(run(switchover, of, "maximum"))).toBeLessThanOrEqual(longest(pair.highAvailability, 0) + orders);
    },
  );

  // docs/big-ip.md, and a second run of the same test: equal and primary-first.
  test.each([
    ["equal", [748, 760], [3_222, 3_230], [4_334, 4_390]],
    ["primary-first", [3_302], [3_277], [4_436, 4_460]],
  ])("covers what was measured with Kamailio, members %s", (priority, answers, lost, host) => {
    const of = setting({ ...fieldTest(priority), ...UDP_ALONE });
    const pair = of.pair.highAvailability;
    const found = (pace: Pace) =>
      priority === "equal"
        ? run(switchover, of, pace).run.timeline.find(({ action }) => action === `finds ${B} up`)!.at
        : outage(run(switchover, of, pace));
    for (const time of answers) {
      expect(time).toBeGreaterThanOrEqual(found("minimum"));
      expect(time).toBeLessThanOrEqual(found("maximum"));
    }
    const bracket = (steps: readonly ScenarioStep[], times: readonly number[]) => {
      for (const time of times) {
        expect(time).toBeGreaterThanOrEqual(outage(run(steps, of, "minimum")));
        expect(time).toBeLessThanOrEqual(outage(run(steps, of, "maximum")));
      }
    };
    bracket(switchover, lost);
    bracket(hostLoss, host);
    expect(pair).toMatchObject({ monitorInterval: "1s", monitorTimeout: "4s" });
  });
});

describe("any sequence of faults", () => {
  test.each([
    ["a single device", {}],
    ["a redundant one", REDUNDANT],
    ["a preferred primary", { [`${POOL}.memberPriority`]: "primary-first" }],
  ])("ends, heals and is the same each time: %s", (_, changes) => {
    const of = setting(changes);
    fc.assert(
      fc.property(anyMendedSteps(of), fc.constantFrom<Pace>("minimum", "typical", "maximum"), (steps, pace) => {
        const course = soundCourse(() => run(steps, of, pace));
        const { serving, up } = poolWorldOf(course.run.world);
        // Everything is healed in the end: the device serves, and marks up only the primary.
        expect(serving).toBeDefined();
        for (const [name, { role, process }] of Object.entries(course.run.world.servers))
          expect(up[name]).toBe(role === "primary" && process === "running");
      }),
      { numRuns: 150 },
    );
  });
});
