import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../../lib/operation/scenario";
import { PACES, type Pace } from "../../../lib/operation/span";
import { Course, courseOf } from "../../../lib/simulation/course";
import { faultKinds } from "../../../lib/simulation/faults/fault-kinds";
import { scenarioNamed } from "../../../lib/simulation/scenarios";
import type { Setting } from "../../../lib/simulation/setting";
import { anySteps } from "../../any-fault-steps";
import { broken, soundCourse, timeline } from "../../seen-in-course";
import { singleHostSetting } from "../../simulation/option-settings";
import { tried } from "../../simulation/trial";

const SETTING = singleHostSetting();

const run = (steps: readonly ScenarioStep[], pace?: Pace, setting = SETTING) => tried(setting, steps, pace);
const named = (name: string) => scenarioNamed(name)!;
const services = (course: Course) => course.run.services.map(({ at, by, because }) => [at, by, because]);
const NEITHER = "neither server on sip-a is primary and runs";

describe("a pair on one host", () => {
  test("is served by the other process when the primary's ends, and nothing else has to move", () => {
    const course = run([{ inject: "process-crash", on: "primary" }]);
    expect(services(course)).toEqual([
      [0, "SIP_In_P", "SIP_In_P answers on sip-a"],
      [0, undefined, NEITHER],
      [52, "SIP_In_B", "SIP_In_B answers on sip-a"],
    ]);
    expect(broken(course)).toEqual([]);
    expect(course.run.timeline.filter(({ actor }) => actor === "Message Server")).toEqual([]);
  });

  test("has no service while its host is lost: nothing takes over", () => {
    const course = courseOf(SETTING, named("single-host-loss"), "typical");
    expect(services(course)).toEqual([
      [0, "SIP_In_P", "SIP_In_P answers on sip-a"],
      [0, undefined, "sip-a does not run, and both servers are there: nothing takes over"],
      [431_052, "SIP_In_P", "SIP_In_P answers on sip-a"],
    ]);
    expect(broken(course)).toEqual([]);
  });

  test("has no service while its SIP interface is lost, and continues without its management interface", () => {
    const lost = (name: string) => services(run([{ inject: name, on: "primary" }])).slice(1);
    expect(lost("sip-interface-loss")).toEqual([
      [0, undefined, "sip-a has lost its SIP interface, and both servers are there"],
    ]);
    expect(lost("management-interface-loss")).toEqual([]);
  });

  test("reports that neither server can serve once its SIP interface is lost, only if that is monitored", () => {
    const watched = singleHostSetting({ "pairs.inbound.options": { TServer: { "sip-pass-check": "true" } } });
    const told = (setting: Setting) =>
      timeline(run([{ inject: "sip-interface-loss", on: "primary" }], "typical", setting))
        .map(([, , what]) => what)
        .filter((what) => what.includes("cannot serve"));
    expect([told(SETTING), told(watched)]).toEqual([
      [],
      ["learns that SIP_In_P cannot serve", "learns that SIP_In_B cannot serve"],
    ]);
  });

  test("is reached through the management interface if that is the only one", () => {
    const setting = singleHostSetting({
      "hosts.sip-a.interfaces": { eth0: { network: "management", address: "10.110.0.11" } },
    });
    for (const name of ["sip-interface-loss", "management-interface-loss"])
      expect(run([{ inject: name, on: "primary" }], "typical", setting).run.services.at(-1)?.by).toBeUndefined();
  });

  test("has a SIP port that one process keeps while it hangs", () => {
    const course = run([{ inject: "process-hang", on: "primary" }, { inject: "switchover" }]);
    expect(services(course).slice(1)).toEqual([[0, undefined, "SIP_In_P hangs, and has the SIP port 5060"]]);
    expect(broken(course)).toEqual(["recovery-time"]);
  });
});

describe("a port that another process has", () => {
  test("keeps the server from starting, once, and the other one continues", () => {
    const course = courseOf(SETTING, named("single-host-port-clash"), "typical");
    expect(timeline(course)).toEqual([
      [0, "scenario", "another process takes a port first that only one server may have: primary tlib"],
      [0, "scenario", "the process of the primary ends"],
      [50, "SCS_Staging", "learns that SIP_In_P has ended"],
      [51, "SCS_Staging", "orders SIP_In_B to be primary"],
      [52, "SIP_In_B", "is primary"],
      [10_050, "SIP_In_P", "does not start"],
      [10_050, "scenario", "the process of the backup ends"],
      [10_100, "SCS_Staging", "learns that SIP_In_B has ended"],
      [20_100, "SIP_In_B", "runs"],
      [20_151, "SCS_Staging", "orders SIP_In_B to be primary"],
      [20_152, "SIP_In_B", "is primary"],
    ]);
    expect(course.run.timeline.find(({ action }) => action === "does not start")?.why).toBe(
      "another process has its T-Library port 3000",
    );
    expect(services(course).slice(2)).toEqual([
      [52, "SIP_In_B", "SIP_In_B answers on sip-a"],
      [10_050, undefined, NEITHER],
      [20_152, "SIP_In_B", "SIP_In_B answers on sip-a"],
    ]);
  });

  test("does nothing to a running server", () => {
    expect(timeline(run([{ inject: "port-taken", on: "primary tlib" }]))).toHaveLength(1);
  });

  test("leaves nobody if both servers have lost one and the host restarts", () => {
    const course = run([
      { inject: "port-taken", on: "primary tlib" },
      { inject: "port-taken", on: "backup tlib" },
      { inject: "host-reboot", on: "primary" },
    ]);
    expect(SETTING.behaviour.service(course.run.world)).toEqual({ by: undefined, because: NEITHER });
    expect(course.run.timeline.filter(({ action }) => action === "does not start").map(({ actor }) => actor)).toEqual([
      "SIP_In_P",
      "SIP_In_B",
    ]);
  });

  test("is released: the server is started again", () => {
    const course = run([
      { inject: "port-taken", on: "backup tlib" },
      { inject: "server-restart", on: "backup" },
      { after: "settled", heal: "port-taken", on: "backup tlib" },
    ]);
    expect(timeline(course).slice(3)).toEqual([
      [10_050, "SIP_In_B", "does not start"],
      [10_050, "scenario", "repairs: another process takes a port first that only one server may have: backup tlib"],
      [20_050, "SIP_In_B", "runs"],
      [20_101, "SCS_Staging", "orders SIP_In_B to be backup"],
      [20_102, "SIP_In_B", "is backup"],
    ]);
    expect(course.run.world.servers.SIP_In_B).toEqual({ host: "sip-a", process: "running", role: "backup" });
  });

  test("may be any that is declared for one server alone", () => {
    const setting = singleHostSetting({
      "pairs.inbound.backup.ports": { tlib: 3001, haSync: 3002, http: 8081 },
    });
    const kind = faultKinds(setting).get("port-taken")!;
    const { world } = Course.begin(setting, "typical").run;
    expect(kind.targets(world)).toEqual(["primary tlib", "backup tlib", "backup haSync", "backup http"]);
    const why = (on: string) =>
      run(
        [
          { inject: "port-taken", on },
          { inject: "server-restart", on: "backup" },
        ],
        "typical",
        setting,
      ).run.timeline.at(-1)?.why;
    expect([why("backup haSync"), why("backup http")]).toEqual([
      "another process has its port of the HA link 3002",
      "another process has its HTTP port 8081",
    ]);
  });
});

describe("whatever goes wrong", () => {
  test("a course ends, settled, without a failed invariant, the same each time", () => {
    fc.assert(
      fc.property(anySteps(SETTING), fc.constantFrom(...PACES), (steps, pace) => {
        soundCourse(() => run(steps, pace));
      }),
      { numRuns: 300 },
    );
  });
});
