import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../lib/operation/scenario";
import type { Pace } from "../../lib/operation/span";
import { courseOf } from "../../lib/simulation/course";
import type { Invariant } from "../../lib/simulation/invariants/invariant";
import { settingOf } from "../../lib/simulation/setting";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";
import { broken } from "../seen-in-course";
import { sampleSetting, tried, withBehaviour, withScript } from "./trial";

const run = (steps: readonly ScenarioStep[], pace?: Pace, overrides?: SampleOverrides) =>
  tried(sampleSetting(overrides), steps, pace);
const WATCHDOG = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;

test.each([
  ["host-isolation", "management-interface-loss"],
  ["management-interface-loss", "host-isolation"],
  ["management-partition", "one-way-loss"],
])("if two faults break the same thing, healing %s leaves what %s breaks", (mended, lasting) => {
  const both = [
    { inject: mended, on: "primary" },
    { inject: lasting, on: "primary" },
  ];
  const { world } = run([...both, { heal: mended, on: "primary" }]).run;
  const alone = run([{ inject: lasting, on: "primary" }]).run.world;
  expect([world.cuts, world.hosts["sip-a"]!.interfaces]).toEqual([alone.cuts, alone.hosts["sip-a"]!.interfaces]);
});

test("healing one fault does not bring back another one that has ended by itself, such as a server that hung and was restarted", () => {
  const { servers } = run([
    { inject: "process-hang", on: "primary" },
    { inject: "message-server-loss" },
    { after: "1s", inject: "process-crash", on: "primary" },
    { after: "60s", heal: "message-server-loss" },
  ]).run.world;
  expect(servers.SIP_In_P!.process).toBe("running");
});

describe("a takeover pair", () => {
  test("answers again when the backup has the virtual IP and the gateway knows it", () => {
    const course = run([{ inject: "host-power-loss", on: "primary" }]);
    expect(course.run.services.map(({ at, by }) => [at, by])).toEqual([
      [0, "SIP_In_P"],
      [0, undefined],
      [13_535, "SIP_In_B"],
    ]);
    expect(broken(course)).toEqual([]);
  });

  test("is timed by the declared timers, at their bounds", () => {
    const outage = (pace: Pace) => run([{ inject: "host-power-loss", on: "primary" }], pace).run.services[2]?.at;
    expect([outage("minimum"), outage("maximum")]).toEqual([9_015, 21_100]);
  });

  test("has two holders and two primaries while the primary's host is cut off from the Management Layer alone", () => {
    expect(broken(run([{ inject: "management-interface-loss", on: "primary" }]))).toEqual([
      "one-primary",
      "one-holder",
    ]);
  });

  test("has one holder in that case with a watchdog", () => {
    const steps = [{ inject: "management-interface-loss", on: "primary" }];
    expect(broken(run(steps, "typical", { takeover: { watchdog: WATCHDOG } }))).toEqual([]);
  });

  test("has the watchdog of an isolated host release it even if a Solution Control Server is on that host", () => {
    const layer = {
      ...sampleTopology().managementLayer,
      solutionControlServer: { application: "SCS_Staging", host: "sip-a" },
      backupSolutionControlServer: { application: "SCS_Staging_B", host: "sip-b" },
    };
    const overrides = { takeover: { watchdog: WATCHDOG }, topology: { managementLayer: layer } };
    const { timeline } = run([{ inject: "host-isolation", on: "primary" }], "typical", overrides).run;
    expect(timeline.find(({ action }) => action === "releases 10.120.0.10")).toMatchObject({
      actor: "sip-a",
      why: "its watchdog reaches neither Solution Control Server nor the gateway",
    });
  });

  test("counts a host as lost even if it has booted before its silence was noticed: its agent is now another one", () => {
    const topology = sampleTopology();
    const boots = new Map([["boot", { minimum: 1_000, typical: 1_000, maximum: 1_000 }]]);
    const steps = [
      { inject: "host-power-loss", on: "primary" },
      { heal: "host-power-loss", on: "primary" },
    ];
    const scenario = { name: "a-test", title: "a test", steps };
    const { run } = courseOf(settingOf(topology, samplePair(topology), boots), scenario, "typical");
    const lost = run.timeline.filter(({ action }) => action === "counts sip-a as lost");
    // After the boot, and before ADDP's 9 s of silence and 9 s for the poll are over.
    expect(lost.map(({ at, why }) => [at, why])).toEqual([[5_500, "the agent that it was connected to has ended"]]);
    expect(run.service.by).toBe("SIP_In_B");
  });

  test("has each line of the timeline follow from an earlier one", () => {
    const { timeline } = run([{ inject: "process-crash", on: "primary" }]).run;
    expect(timeline.map(({ actor, action, causedBy }) => [actor, action, causedBy])).toEqual([
      ["scenario", "the process of the primary ends", undefined],
      ["SCS_Staging", "learns that SIP_In_P has ended", 0],
      ["SCS_Staging", "orders SIP_In_B to be primary", 1],
      ["Message Server", "raises SIP_In_B_BECAME_PRIMARY", 2],
      ["SIP_In_B", "is primary", 2],
      ["SCS_Staging", "starts SIP_In_P_VIP_DOWN", 3],
      ["SCS_Staging", "starts SIP_In_B_VIP_UP", 3],
      ["sip-a", "releases 10.120.0.10", 5],
      ["sip-b", "takes 10.120.0.10", 6],
      ["the gateway", "sends to sip-b", 8],
      ["a caller on the network", "sends to sip-b", 8],
      ["Message Server", "clears SIP_In_B_BECAME_PRIMARY", 3],
      ["SIP_In_P", "runs", 1],
      ["SCS_Staging", "orders SIP_In_P to be backup", 12],
      ["Message Server", "raises SIP_In_P_BECAME_BACKUP", 13],
      ["SIP_In_P", "is backup", 13],
      ["SCS_Staging", "starts SIP_In_P_VIP_DOWN", 14],
      ["SCS_Staging", "starts SIP_In_B_VIP_ANNOUNCE", 14],
      ["Message Server", "clears SIP_In_P_BECAME_BACKUP", 14],
    ]);
  });
});

describe("what cannot be evaluated", () => {
  const STEPS = [{ inject: "switchover" }];
  const scenario = { name: "a-test", title: "a test", steps: STEPS };
  const oops = () => {
    throw new Error("oops");
  };

  test("includes a handler that throws: the course ends there, and nothing is said about the pair", () => {
    const setting = withBehaviour(sampleSetting(), ({ handlers }) => ({
      handlers: { ...handlers, "role-assigned": oops },
    }));
    const course = courseOf(setting, scenario, "typical");
    expect(course.failure).toBe("role-assigned SIP_In_P cannot be evaluated: oops");
    expect(course.run.now).toBe(1);
    expect(course.audit.violations.size).toBe(0);
  });

  test("includes a script or a look that throws", () => {
    const script = withScript(sampleSetting(), oops);
    expect(courseOf(script, scenario, "typical").failure).toBe("script-ends 1 cannot be evaluated: oops");
    const look = withBehaviour(sampleSetting(), () => ({ look: oops }));
    expect(courseOf(look, scenario, "typical").failure).toBe("switchover cannot be evaluated: oops");
  });

  test("includes a fault that throws, and no later step is taken", () => {
    const kind = { name: "meteor", title: "a meteor", targets: () => [""], inject: oops, heal: oops, isSwept: false };
    const setting = withBehaviour(sampleSetting(), () => ({ faults: [kind] }));
    const steps = [{ inject: "meteor" }, { after: "5s", inject: "switchover" }] as const;
    const course = courseOf(setting, { ...scenario, steps }, "typical");
    expect(course.failure).toBe("meteor cannot be evaluated: oops");
    expect(course.run.timeline.map(({ action }) => action)).toEqual(["a meteor"]);
  });

  test("includes an invariant that throws, about which the others say nothing", () => {
    const invariant: Invariant = {
      number: "U1",
      name: "mine",
      title: "mine holds",
      applies: () => true,
      breach: oops,
    };
    const course = courseOf(sampleSetting(), scenario, "typical", [invariant]);
    expect([...course.audit.failures]).toEqual([["mine", "oops"]]);
    expect(course.failure).toBeUndefined();
    expect(course.run.services.at(-1)?.by).toBe("SIP_In_B");
  });

  test("stays with the course when that is forked", () => {
    const setting = withBehaviour(sampleSetting(), () => ({ look: oops }));
    expect(courseOf(setting, scenario, "typical").fork().failure).toBe("switchover cannot be evaluated: oops");
  });
});
