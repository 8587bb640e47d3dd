import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../lib/operation/scenario";
import { sampleSetting, tried } from "./trial";

function told(...steps: ScenarioStep[]) {
  const { run } = tried(sampleSetting(), steps);
  return run.timeline.map(({ at, actor, action }) => `${at} ${actor} ${action}`);
}

describe("the Management Layer", () => {
  test("notices at once that a host goes down on purpose, as its connections are closed", () => {
    expect(told({ inject: "host-reboot", on: "primary" }).slice(0, 4)).toEqual([
      "0 scenario the primary's host is rebooted",
      "2000 sip-a goes down",
      "2050 SCS_Staging counts sip-a as lost",
      "2051 SCS_Staging orders SIP_In_B to be primary",
    ]);
  });

  test("starts no server while Configuration Server cannot be reached, and does so when it can", () => {
    const lines = told(
      { inject: "configuration-server-loss" },
      { inject: "process-crash", on: "backup" },
      { after: "1m", heal: "configuration-server-loss" },
    );
    expect(lines.filter((line) => line.includes("SIP_In_B runs"))).toEqual(["70000 SIP_In_B runs"]);
  });

  test("does not start a server whose start was under way when Configuration Server was lost", () => {
    const lines = told(
      { inject: "process-crash", on: "backup" },
      { after: "5s", inject: "configuration-server-loss" },
      { after: "1m", heal: "configuration-server-loss" },
    );
    expect(lines.filter((line) => line.includes("SIP_In_B runs"))).toEqual(["75000 SIP_In_B runs"]);
  });
});

describe("what is missed by somebody who stands still", () => {
  const rolesAfter = (...steps: ScenarioStep[]) => {
    const { run } = tried(sampleSetting(), steps);
    const { SIP_In_P, SIP_In_B } = run.world.servers;
    return [SIP_In_P!.role, SIP_In_B!.role];
  };

  test("an order reaches a server that hangs when that goes on", () => {
    for (const on of ["primary", "backup"]) {
      const roles = rolesAfter(
        { inject: "switchover" },
        { inject: "process-hang", on },
        { after: "1m", heal: "process-hang", on },
      );
      expect([on, ...roles]).toEqual([on, "backup", "primary"]);
    }
  });

  test("an order is lost with a server that ends instead", () => {
    const steps = [
      { inject: "switchover" },
      { inject: "process-hang", on: "primary" },
      { after: "5s", inject: "process-crash", on: "primary" },
    ] as const;
    expect(rolesAfter(...steps)).toEqual(["backup", "primary"]);
  });

  test("Solution Control Server decides when its host goes on", () => {
    const steps = [
      { inject: "host-stun", on: "primary" },
      { after: "16s", inject: "host-stun", on: "mgmt-1" },
    ] as const;
    expect(rolesAfter(...steps)).toEqual(["backup", "primary"]);
  });
});

describe("what is sent to an agent that does not answer", () => {
  test("is received when it answers again before it counts as lost", () => {
    const lines = told(
      { inject: "management-interface-loss", on: "backup" },
      { after: "5s", inject: "switchover" },
      { after: "2s", heal: "management-interface-loss", on: "backup" },
    );
    expect(lines.filter((line) => /SIP_In_B is |SIP_In_B_VIP_UP|takes/.test(line))).toEqual([
      "5002 SCS_Staging waits to start SIP_In_B_VIP_UP",
      "7000 SCS_Staging starts SIP_In_B_VIP_UP",
      "7001 SIP_In_B is primary",
      "7020 sip-b takes 10.120.0.10",
    ]);
  });

  test("is lost with the connection", () => {
    const lines = told({ inject: "management-interface-loss", on: "backup" }, { after: "5s", inject: "switchover" });
    expect(lines.filter((line) => /SIP_In_B is |SIP_In_B_VIP_UP/.test(line))).toEqual([
      "5002 SCS_Staging waits to start SIP_In_B_VIP_UP",
      "13500 SCS_Staging cannot start SIP_In_B_VIP_UP",
    ]);
  });

  test("is sent when the host of Solution Control Server goes on, where that stood still", () => {
    const lines = told({ inject: "switchover" }, { inject: "host-stun", on: "mgmt-1" });
    expect(lines.filter((line) => /SIP_In_B_VIP_UP|takes/.test(line))).toEqual([
      "2 SCS_Staging waits to start SIP_In_B_VIP_UP",
      "15000 SCS_Staging starts SIP_In_B_VIP_UP",
      "15020 sip-b takes 10.120.0.10",
    ]);
  });
});
