import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serversOf } from "../../../lib/model/pair";
import type { Behaviour } from "../../../lib/operation/behaviour";
import type { Scenario, ScenarioStep } from "../../../lib/operation/scenario";
import { PACES, type Pace } from "../../../lib/operation/span";
import type { NlbWorld } from "../../../lib/options/windows-nlb/cluster-scene";
import { NLB_PORT_RULES, NLB_RESTARTS } from "../../../lib/options/windows-nlb/scenarios";
import { Course, courseOf } from "../../../lib/simulation/course";
import { faultKinds } from "../../../lib/simulation/faults/fault-kinds";
import { scenarioNamed } from "../../../lib/simulation/scenarios";
import type { Setting } from "../../../lib/simulation/setting";
import { anySteps } from "../../any-fault-steps";
import { broken, services, soundCourse, timeline } from "../../seen-in-course";
import { nlbSetting } from "../../simulation/option-settings";
import { tried } from "../../simulation/trial";

const SETTING = nlbSetting();

const run = (steps: readonly ScenarioStep[], pace?: Pace, setting = SETTING) => tried(setting, steps, pace);
const named = (name: string) => scenarioNamed(name)!;
/** The same setting with one part of the behaviour modelled wrongly. */
function mutant(change: (behaviour: Behaviour) => Partial<Behaviour>): Setting {
  return { ...SETTING, behaviour: { ...SETTING.behaviour, ...change(SETTING.behaviour) } };
}

const because = (course: Course) => course.run.services.map((service) => service.because);
const nodes = (course: Course) => (course.run.world.option as NlbWorld).nodes;
const enabled = (course: Course) => SETTING.behaviour.views.enabledHosts!(course.run.world);

describe("a Windows NLB cluster", () => {
  test("has the virtual IP on both hosts, and the port rules enabled on the primary's", () => {
    const course = Course.begin(SETTING, "typical");
    const { hosts } = course.run.world;
    expect([hosts["sip-a"]!.addresses, hosts["sip-b"]!.addresses, hosts["mgmt-1"]!.addresses]).toEqual([
      ["10.120.0.10"],
      ["10.120.0.10"],
      [],
    ]);
    expect([enabled(course), because(course)]).toEqual([["sip-a"], ["callers reach sip-a"]]);
  });

  test("moves the ports in a switchover, with an outage until they are enabled on the other host", () => {
    const course = run([{ inject: "switchover" }]);
    expect(timeline(course)).toEqual([
      [0, "scenario", "somebody orders a switchover"],
      [0, "SCS_Staging", "orders SIP_In_B to be primary and SIP_In_P to be backup"],
      [0, "Message Server", "raises SIP_In_B_BECAME_PRIMARY"],
      [0, "Message Server", "raises SIP_In_P_BECAME_BACKUP"],
      [1, "SIP_In_P", "is backup"],
      [1, "SIP_In_B", "is primary"],
      [2, "SCS_Staging", "starts SIP_In_P_NLB_DISABLE"],
      [2, "SCS_Staging", "starts SIP_In_B_NLB_ENABLE"],
      [2, "SCS_Staging", "does not start SIP_In_P_NLB_DISABLE again"],
      [1_002, "sip-a", "disables its port rules"],
      [1_002, "sip-b", "enables its port rules"],
      [1_002, "sip-b", "takes what callers send"],
      [5_000, "Message Server", "clears SIP_In_B_BECAME_PRIMARY"],
      [5_000, "Message Server", "clears SIP_In_P_BECAME_BACKUP"],
    ]);
    expect(services(course)).toEqual([
      [0, "SIP_In_P"],
      [1, undefined],
      [1_002, "SIP_In_B"],
    ]);
    expect(broken(course)).toEqual([]);
  });

  test("converges without a lost host, and is timed by the declared timers at their bounds", () => {
    const courses = PACES.map((pace) => run([{ inject: "host-power-loss", on: "primary" }], pace));
    expect(courses.map((course) => services(course).at(-1))).toEqual([
      [9_300, "SIP_In_B"],
      [14_503, "SIP_In_B"],
      [32_100, "SIP_In_B"],
    ]);
    expect(courses.map((course) => nodes(course)["sip-b"]!.members)).toEqual(["alone", "alone", "alone"]);
    expect(courses.map(broken)).toEqual([[], [], []]);
    expect(timeline(courses[1]!).filter(([, actor]) => actor === "sip-b")).toEqual([
      [4_500, "sip-b", "begins to converge"],
      [9_500, "sip-b", "has converged"],
      [14_503, "sip-b", "enables its port rules"],
      [14_503, "sip-b", "takes what callers send"],
    ]);
  });

  test("leaves a part of the callers to a lost host if the ports are enabled before it has converged", () => {
    // ADDP that is quicker than five heartbeats.
    const setting = nlbSetting({ "managementLayer.failureDetection": { addpTimeout: "1s" } });
    const course = run([{ inject: "host-power-loss", on: "primary" }], "typical", setting);
    expect(course.run.services.map(({ at, by, because }) => [at, by, because])).toEqual([
      [0, "SIP_In_P", "callers reach sip-a"],
      [0, undefined, "no host takes SIP: sip-a does not run, the port rules of sip-b are disabled"],
      [9_500, "SIP_In_B", "callers reach sip-b"],
    ]);
    const early = Course.begin(setting, "typical");
    early.inject(faultKinds(setting).get("host-power-loss")!, "primary");
    early.to(3_000);
    expect(setting.behaviour.service(early.run.world)).toEqual({
      by: undefined,
      because: "sip-b leaves some of the callers to sip-a, which is down, until it has converged",
    });
  });

  test("forgets a pause that is shorter than five heartbeats", () => {
    const course = run([
      { inject: "sip-interface-loss", on: "backup" },
      { after: "4s", heal: "sip-interface-loss", on: "backup" },
    ]);
    expect(timeline(course).filter(([, actor]) => actor !== "scenario")).toEqual([]);
  });

  test("accepts a node again that it hears again", () => {
    const course = run([
      { inject: "sip-interface-loss", on: "backup" },
      { after: "settled", heal: "sip-interface-loss", on: "backup" },
    ]);
    expect(timeline(course).filter(([, actor]) => actor === "sip-a")).toEqual([
      [4_500, "sip-a", "begins to converge"],
      [9_500, "sip-a", "has converged"],
      [10_000, "sip-a", "begins to converge"],
      [15_000, "sip-a", "has converged"],
    ]);
    expect(services(course)).toEqual([[0, "SIP_In_P"]]);
  });

  test("serves on each side alone if neither host hears the other", () => {
    const course = run([
      { inject: "heartbeats-unheard", on: "primary" },
      { inject: "heartbeats-unheard", on: "backup" },
      { after: "settled", inject: "switchover" },
    ]);
    expect(services(course)).toEqual([
      [0, "SIP_In_P"],
      [9_501, undefined],
      [10_502, "SIP_In_B"],
    ]);
  });

  test("has the ports enabled on both hosts while the primary's host is cut off only from the Management Layer", () => {
    const course = run([{ inject: "management-interface-loss", on: "primary" }]);
    expect([enabled(course), broken(course)]).toEqual([
      ["sip-a", "sip-b"],
      ["one-primary", "one-enabled-host"],
    ]);
  });

  test("does not move for a lost cluster interface, unless SIP traffic is monitored", () => {
    const steps = [{ inject: "sip-interface-loss", on: "primary" }];
    const course = run(steps);
    expect([because(course).at(-1), broken(course)]).toEqual([
      "no host takes SIP: sip-a has lost its cluster interface, the port rules of sip-b are disabled",
      ["recovery-time"],
    ]);
    const monitored = nlbSetting({ "pairs.inbound.options": { TServer: { "sip-pass-check": "true" } } });
    expect(services(run(steps, "typical", monitored)).at(-1)?.[1]).toBe("SIP_In_B");
  });

  test("counts nobody as answering if a part of the callers reaches a server that is not primary", () => {
    expect(because(run(named("nlb-ports-enabled-on-both").steps))).toEqual([
      "callers reach sip-a",
      "a part of the callers reaches sip-b, where SIP_In_B is not primary",
    ]);
  });
});

describe("the control script", () => {
  test("gives up with code 9 if the ports are enabled and the cluster does not converge", () => {
    const course = run(named("nlb-not-converged").steps);
    expect(
      course.run.timeline.filter(({ action }) => action.includes("code")).map(({ at, action }) => [at, action]),
    ).toEqual([[24_502, "enable ends with code 9"]]);
  });

  test("does not give up if what it disables does not converge", () => {
    const course = run([
      { inject: "heartbeats-unheard", on: "backup" },
      { after: "settled", inject: "switchover" },
    ]);
    expect([nodes(course)["sip-a"]!.isConverging, nodes(course)["sip-a"]!.isEnabled]).toEqual([true, false]);
    expect(course.run.timeline.filter(({ action }) => action.includes("code"))).toEqual([]);
    expect(services(course).at(-1)).toEqual([10_502, "SIP_In_B"]);
  });

  test("waits for as long as convergenceTimeout says", () => {
    const setting = nlbSetting({ "pairs.inbound.highAvailability.windowsNlb.convergenceTimeout": "3s" });
    const course = run(named("nlb-not-converged").steps, "typical", setting);
    expect(course.run.timeline.find(({ action }) => action.includes("code"))?.at).toBe(15_502);
  });

  test("ends with code 6 if cluster operations are stopped, and has no effect there", () => {
    const course = run([
      { inject: "cluster-stopped", on: "backup" },
      { after: "settled", inject: "switchover" },
      { after: "settled", heal: "cluster-stopped", on: "backup" },
    ]);
    expect(course.run.timeline.find(({ action }) => action.includes("code"))?.action).toBe("enable ends with code 6");
    expect([nodes(course)["sip-b"]!.isEnabled, broken(course)]).toEqual([
      false,
      ["one-enabled-host", "recovery-time", "steady-state"],
    ]);
    expect(course.audit.violations.get("steady-state")?.text).toBe(
      "nobody answers new calls: no host takes SIP: the port rules of sip-a are disabled, the port rules of sip-b are disabled",
    );
  });

  test("does not disable what is stopped: the ports are enabled again after a start", () => {
    const course = run([
      { inject: "cluster-stopped", on: "primary" },
      { inject: "switchover" },
      { after: "settled", heal: "cluster-stopped", on: "primary" },
    ]);
    expect(enabled(course)).toEqual(["sip-a", "sip-b"]);
    expect(broken(course)).toEqual(["one-enabled-host", "recovery-time", "steady-state"]);
    expect(course.audit.violations.get("steady-state")?.text).toBe(
      "nobody answers new calls: a part of the callers reaches sip-a, where SIP_In_P is not primary",
    );
  });

  test("keeps the task at boot from disabling what a role has enabled since", () => {
    const course = run([
      { inject: "host-reboot", on: "primary" },
      { after: "122500ms", inject: "script-run", on: "primary enable" },
    ]);
    // The task's time was at 127 s; by then the script has been started. What disables them is the role that the server gets.
    expect(timeline(course).filter(([, , action]) => action === "disables its port rules")).toEqual([
      [134_053, "sip-a", "disables its port rules"],
    ]);
    expect(timeline(run([{ inject: "host-reboot", on: "primary" }]))).toContainEqual([
      127_000,
      "sip-a",
      "disables its port rules",
    ]);
  });
});

describe("scenarios", () => {
  const found = (scenarios: readonly Scenario[], pace: Pace) =>
    scenarios.map((scenario) => [scenario.name, broken(courseOf(SETTING, scenario, pace))]);

  test("S27: ports that are not enabled on exactly one converged host are found", () => {
    for (const pace of PACES)
      expect(found(NLB_PORT_RULES, pace)).toEqual([
        ["nlb-not-converged", ["one-enabled-host", "recovery-time"]],
        ["nlb-ports-enabled-on-both", ["one-enabled-host", "recovery-time"]],
        ["nlb-ports-enabled-on-none", ["one-enabled-host", "recovery-time"]],
      ]);
  });

  test("S27: a manual change is corrected by the server's role", () => {
    const heal = (name: string, on: string) =>
      run([
        { inject: name, on },
        { after: "5s", heal: name, on },
      ]);
    for (const course of [heal("port-rules-enabled", "backup"), heal("port-rules-disabled", "primary")]) {
      expect(services(course)).toEqual([
        [0, "SIP_In_P"],
        [0, undefined],
        [5_000, "SIP_In_P"],
      ]);
      expect([enabled(course), broken(course)]).toEqual([["sip-a"], []]);
    }
  });

  test("S28: the task at boot keeps a host that restarts from taking calls", () => {
    expect(found(NLB_RESTARTS, "maximum")).toEqual([
      ["nlb-restart-with-enabled-ports", []],
      ["nlb-restart-without-boot-task", ["one-enabled-host", "recovery-time"]],
      ["nlb-restart-forgets-disabled-ports", ["one-enabled-host", "recovery-time"]],
    ]);
  });

  test("S28: without it a part of the callers is lost until the server has a role again", () => {
    expect(services(courseOf(SETTING, named("nlb-restart-with-enabled-ports"), "typical"))).toEqual([
      [0, "SIP_In_P"],
      [0, undefined],
      [14_503, "SIP_In_B"],
    ]);
    expect(services(courseOf(SETTING, named("nlb-restart-without-boot-task"), "typical"))).toEqual([
      [0, "SIP_In_P"],
      [0, undefined],
      [14_503, "SIP_In_B"],
      [140_003, undefined],
      [146_556, "SIP_In_B"],
    ]);
  });

  test("S28: a host that was disabled stays disabled over a restart, as long as Windows keeps its state", () => {
    const course = run([
      { inject: "boot-task-missing", on: "backup" },
      { inject: "host-reboot", on: "backup" },
    ]);
    expect(services(course)).toEqual([[0, "SIP_In_P"]]);
  });
});

describe("a model of wrong behaviour is found:", () => {
  test("a script that disables nothing", () => {
    const setting = mutant(({ script }) => ({
      script: { ...script!, finish: (turn, one) => (one.action === "disable" ? 0 : script!.finish(turn, one)) },
    }));
    expect(broken(run([{ inject: "switchover" }], "typical", setting))).toContain("one-enabled-host");
  });

  test("a script that enables nothing", () => {
    const setting = mutant(({ script }) => ({
      script: { ...script!, finish: (turn, one) => (one.action === "enable" ? 0 : script!.finish(turn, one)) },
    }));
    expect(broken(run([{ inject: "switchover" }], "typical", setting))).toContain("one-enabled-host");
  });

  test("a boot that disables nothing", () => {
    const setting = mutant(({ booted }) => ({
      booted: (turn, host) => {
        booted(turn, host);
        turn.cancel({ kind: "windowsNlb:boot-task", on: host });
      },
    }));
    const scenario = named("nlb-restart-with-enabled-ports");
    expect(broken(courseOf(SETTING, scenario, "maximum"))).toEqual([]);
    expect(broken(courseOf(setting, scenario, "maximum"))).toContain("one-enabled-host");
  });
});

test.each([
  ["process-hang", "callers reach sip-a, where SIP_In_P hangs"],
  ["process-crash", "callers reach sip-a, where SIP_In_P does not run"],
])("nobody answers, and the reason is given: %s", (inject, why) => {
  expect(because(run([{ inject, on: "primary" }]))[1]).toBe(why);
});

test("the task at boot waits for a host that stands still", () => {
  const steps = [
    { inject: "host-reboot", on: "primary" },
    { after: "124s", inject: "host-stun", on: "primary" },
  ] as const;
  const told = timeline(run(steps)).filter(
    ([, who, what]) => who === "sip-a" && /booted|goes on|port rules/.test(what),
  );
  expect(told).toEqual([
    [122_000, "sip-a", "has booted"],
    [122_000, "sip-a", "starts with its port rules enabled"],
    [139_000, "sip-a", "goes on"],
    [142_000, "sip-a", "disables its port rules"],
  ]);
});

describe("whatever goes wrong", () => {
  test("a course ends, settled, without a failed invariant, the same each time", () => {
    fc.assert(
      fc.property(anySteps(SETTING), fc.constantFrom(...PACES), (steps, pace) => {
        const course = soundCourse(() => run(steps, pace));
        for (const { takesPackets, isEnabled, members } of Object.values(nodes(course)))
          if (takesPackets) expect([isEnabled, members]).toEqual([true, expect.not.stringMatching("none")]);
      }),
      { numRuns: 300 },
    );
  });

  test("only a server that runs as primary on a host that accepts packets counts as answering", () => {
    fc.assert(
      fc.property(anySteps(SETTING), (steps) => {
        const { world } = run(steps).run;
        const { by } = SETTING.behaviour.service(world);
        if (by === undefined) return;
        const server = world.servers[by]!;
        expect([server.process, server.role]).toEqual(["running", "primary"]);
        expect((world.option as NlbWorld).nodes[server.host]!.takesPackets).toBe(true);
        expect(serversOf(SETTING.pair).map(({ application }) => application)).toContain(by);
      }),
      { numRuns: 200 },
    );
  });
});
