import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../lib/operation/scenario";
import type { Setting } from "../../lib/simulation/setting";
import { sampleTopology } from "../sample-topology";
import { controlOnPairHosts, sampleSetting, tried } from "./trial";

function toldOf(setting: Setting, ...steps: ScenarioStep[]) {
  const { run } = tried(setting, steps);
  return run.timeline.map(({ at, actor, action }) => `${at} ${actor} ${action}`);
}

const told = (...steps: ScenarioStep[]) => toldOf(sampleSetting(), ...steps);

describe("the Management Layer", () => {
  test("notices at once that a host goes down on purpose, because its connections are closed", () => {
    const { run } = tried(sampleSetting(), [{ inject: "host-reboot", on: "primary" }]);
    expect(run.timeline[2]!.why).toBe("its agent has ended");
    expect(told({ inject: "host-reboot", on: "primary" }).slice(0, 4)).toEqual([
      "0 scenario the primary's host is rebooted",
      "2000 sip-a goes down",
      "2050 SCS_Staging counts sip-a as lost",
      "2051 SCS_Staging orders SIP_In_B to be primary",
    ]);
  });

  test("starts no server while Configuration Server is out of reach, and starts it when it can", () => {
    const lines = told(
      { inject: "configuration-server-loss" },
      { inject: "process-crash", on: "backup" },
      { after: "1m", heal: "configuration-server-loss" },
    );
    expect(lines.filter((line) => line.includes("SIP_In_B runs"))).toEqual(["70000 SIP_In_B runs"]);
  });

  test("does not start a server that was about to be started when Configuration Server was lost", () => {
    const lines = told(
      { inject: "process-crash", on: "backup" },
      { after: "5s", inject: "configuration-server-loss" },
      { after: "1m", heal: "configuration-server-loss" },
    );
    expect(lines.filter((line) => line.includes("SIP_In_B runs"))).toEqual(["75000 SIP_In_B runs"]);
  });
});

describe("of two Solution Control Servers on the pair's hosts", () => {
  test.each(["host-isolation", "host-power-loss", "management-interface-loss", "host-stun"])(
    "the one on the other host starts the backup's reaction: %s",
    (inject) => {
      const lines = toldOf(controlOnPairHosts(), { inject, on: "primary" });
      expect(lines.filter((line) => /cannot start|starts |takes /.test(line)).slice(0, 3)).toEqual([
        "13503 SCS_B cannot start SIP_In_P_VIP_DOWN",
        "13503 SCS_B starts SIP_In_B_VIP_UP",
        "13523 sip-b takes 10.120.0.10",
      ]);
    },
  );

  test("each starts what the other one cannot, if they do not see each other and both see Message Server", () => {
    const lines = toldOf(controlOnPairHosts(), { inject: "control-servers-split" });
    expect(lines.filter((line) => /cannot start|starts /.test(line))).toEqual([
      "13503 SCS_P starts SIP_In_P_VIP_DOWN",
      "13503 SCS_B starts SIP_In_B_VIP_UP",
    ]);
  });

  test("the one that comes back with its server does not take the server that has taken over for the one that comes back", () => {
    const steps = [
      { inject: "host-isolation", on: "primary" },
      { after: "1m", heal: "host-isolation", on: "primary" },
    ] as const;
    const { run } = tried(controlOnPairHosts(), steps);
    expect(run.timeline.find(({ action }) => action === "orders SIP_In_B to be backup")?.why).toBe(
      "both are primary, and SCS_P has not seen SIP_In_B take over",
    );
  });

  test("an operator asks the one that is not cut off", () => {
    const steps = [
      { inject: "host-isolation", on: "primary" },
      { after: "1m", inject: "switchover" },
    ] as const;
    expect(toldOf(controlOnPairHosts(), ...steps).at(-1)).toBe("60000 SCS_B refuses the switchover");
  });

  test.each([
    ["solution-control-server-loss", 50],
    ["host-reboot", 2_050],
    ["host-power-loss", 13_500],
    ["host-isolation", 13_500],
    ["control-servers-split", 13_500],
  ])(
    "the second takes over as soon as it notices that its connection to the first was closed, or by ADDP: %s",
    (inject, at) => {
      const step = inject === "control-servers-split" ? { inject } : { inject, on: "primary" };
      const lines = toldOf(controlOnPairHosts(), step);
      expect(lines.filter((line) => line.includes("decides now"))).toEqual([`${at} SCS_B decides now`]);
    },
  );

  test("the second makes no more decisions once it sees the first again", () => {
    const steps = [
      { inject: "control-servers-split" },
      { after: "1m", heal: "control-servers-split" },
      { after: "1s", inject: "process-crash", on: "backup" },
    ] as const;
    const lines = toldOf(controlOnPairHosts(), ...steps);
    const healed = lines.findIndex((line) => line.includes("repairs: "));
    expect(lines.slice(healed).filter((line) => /SCS_B (?:orders|starts)/.test(line))).toEqual([]);
    expect(lines.slice(healed).some((line) => /SCS_P orders/.test(line))).toBe(true);
  });

  test.each([
    ["solution-control-server-loss", "backup"],
    ["host-power-loss", "backup"],
  ] as const)("the second does not take over after it has ended itself: %s", (inject, on) => {
    const steps = [
      { inject: "solution-control-server-loss", on: "primary" },
      { after: "20ms", inject, on },
    ] as const;
    expect(toldOf(controlOnPairHosts(), ...steps).filter((line) => line.includes("decides now"))).toEqual([]);
  });

  test("the second takes over when its host resumes, if that host stood still", () => {
    const steps = [
      { inject: "solution-control-server-loss", on: "primary" },
      { after: "20ms", inject: "host-stun", on: "backup" },
    ] as const;
    expect(toldOf(controlOnPairHosts(), ...steps).slice(2)).toEqual(["15020 sip-b goes on", "15020 SCS_B decides now"]);
  });
});

test("the program that starts control scripts is lost with the host of the Management Layer, between the alarm and its reaction", () => {
  const lines = told({ inject: "switchover" }, { after: "1ms", inject: "host-power-loss", on: "mgmt-1" });
  expect(lines.filter((line) => /start/.test(line))).toEqual([
    "2 Solution Control Server cannot start SIP_In_P_VIP_DOWN",
    "2 Solution Control Server cannot start SIP_In_B_VIP_UP",
    "2 Solution Control Server cannot start SIP_In_P_VIP_DOWN",
    "2 Solution Control Server cannot start SIP_In_B_VIP_ANNOUNCE",
  ]);
});

test("a Message Server that has ended clears no alarm", () => {
  const lines = told({ inject: "switchover" }, { after: "2s", inject: "message-server-loss" });
  expect(lines.at(-1)).toBe("2000 scenario Message Server ends");
});

describe("a host", () => {
  const boots = (lines: readonly string[]) => lines.filter((line) => /has booted|goes down/.test(line));

  test("does not boot without power, even if it was booting when the power was lost", () => {
    const steps = [
      { inject: "host-reboot", on: "primary" },
      { after: "1m", inject: "host-power-loss", on: "primary" },
      { after: "10m", heal: "host-power-loss", on: "primary" },
    ] as const;
    expect(boots(told(...steps))).toEqual(["2000 sip-a goes down", "780000 sip-a has booted"]);
  });

  test("that stands still goes down when it resumes", () => {
    const steps = [
      { inject: "host-stun", on: "primary" },
      { after: "1s", inject: "host-reboot", on: "primary" },
    ] as const;
    expect(boots(told(...steps))).toEqual(["15000 sip-a goes down", "135000 sip-a has booted"]);
  });
});

describe("what a process or host misses while it stands still", () => {
  const rolesAfter = (...steps: ScenarioStep[]) => {
    const { run } = tried(sampleSetting(), steps);
    const { SIP_In_P, SIP_In_B } = run.world.servers;
    return [SIP_In_P!.role, SIP_In_B!.role];
  };

  test("an order reaches a server that hangs when the server resumes", () => {
    for (const on of ["primary", "backup"]) {
      const roles = rolesAfter(
        { inject: "switchover" },
        { inject: "process-hang", on },
        { after: "1m", heal: "process-hang", on },
      );
      expect([on, ...roles]).toEqual([on, "backup", "primary"]);
    }
  });

  test("an order reaches a server on a host that stands still when the host resumes", () => {
    const lines = told({ inject: "switchover" }, { inject: "host-stun", on: "backup" });
    expect(lines.filter((line) => /SIP_In_. is /.test(line))).toEqual([
      "1 SIP_In_P is backup",
      "13502 SIP_In_P is primary",
      "15001 SIP_In_B is primary",
      "16002 SIP_In_B is backup",
    ]);
  });

  test("an order is lost if the server ends instead", () => {
    const steps = [
      { inject: "switchover" },
      { inject: "process-hang", on: "primary" },
      { after: "5s", inject: "process-crash", on: "primary" },
    ] as const;
    expect(rolesAfter(...steps)).toEqual(["backup", "primary"]);
  });

  test("Solution Control Server notices nothing before its host resumes", () => {
    const lines = told(
      { inject: "host-power-loss", on: "primary" },
      { after: "5s", inject: "host-stun", on: "mgmt-1" },
    );
    expect(lines.slice(2, 5)).toEqual([
      "20000 mgmt-1 goes on",
      "20000 SCS_Staging counts sip-a as lost",
      "20001 SCS_Staging orders SIP_In_B to be primary",
    ]);
  });

  test("Message Server clears an alarm when its host resumes", () => {
    const lines = told({ inject: "switchover" }, { after: "1s", inject: "host-stun", on: "mgmt-1" });
    expect(lines.slice(-3)).toEqual([
      "16000 mgmt-1 goes on",
      "16000 Message Server clears SIP_In_B_BECAME_PRIMARY",
      "16000 Message Server clears SIP_In_P_BECAME_BACKUP",
    ]);
  });

  test("Solution Control Server decides when its host resumes", () => {
    const steps = [
      { inject: "host-stun", on: "primary" },
      { after: "16s", inject: "host-stun", on: "mgmt-1" },
    ] as const;
    expect(rolesAfter(...steps)).toEqual(["backup", "primary"]);
  });
});

describe("a message to an agent that does not answer", () => {
  test("is received if the agent answers again before it counts as lost", () => {
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

  test("is sent when the host of Solution Control Server resumes, if that host stood still", () => {
    const lines = told({ inject: "switchover" }, { inject: "host-stun", on: "mgmt-1" });
    expect(lines.filter((line) => /SIP_In_B_VIP_UP|takes/.test(line))).toEqual([
      "15000 SCS_Staging starts SIP_In_B_VIP_UP",
      "15020 sip-b takes 10.120.0.10",
    ]);
  });
});

test("a script whose host stands still half way continues where it was, and takes an address that another host has by then", () => {
  const lines = told(
    { inject: "process-crash", on: "primary" },
    { after: "60ms", inject: "host-stun", on: "backup" },
  ).filter((line) => /takes|releases|goes on/.test(line));
  expect(lines).toEqual([
    "73 sip-a releases 10.120.0.10",
    "13583 sip-a takes 10.120.0.10",
    "15060 sip-b goes on",
    "15080 sip-b takes 10.120.0.10",
    "16083 sip-b releases 10.120.0.10",
  ]);
});

test("a script that waits on a host that stands still checks once more when the host resumes, before it gives up", () => {
  const steps = [
    { inject: "script-slow", on: "primary down" },
    { inject: "switchover" },
    { after: "1s", inject: "host-stun", on: "backup" },
  ] as const;
  const { managementLayer } = sampleTopology();
  const failureDetection = { ...managementLayer.failureDetection, addpTimeout: "20s" } as const;
  const topology = { managementLayer: { ...managementLayer, failureDetection } };
  const lines = toldOf(sampleSetting({ topology, takeover: { conflictPolicy: "refuse" } }), ...steps);
  expect(lines.filter((line) => /sip-[ab] (?:releases|goes on|takes|gets)|up ends/.test(line))).toEqual([
    "10002 sip-a releases 10.120.0.10",
    "16000 sip-b goes on",
    "16000 sip-b takes 10.120.0.10",
  ]);
});
