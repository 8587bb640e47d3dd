import { expect, test } from "vitest";
import type { ApplicationObject } from "../../../lib/configuration-layer/objects";
import { environmentFromFile } from "../../../lib/input/environment-file";
import { type Setting, settingOf } from "../../../lib/simulation/setting";
import { newRoot } from "../../../lib/terraform/new-root";
import { mutants } from "../mutants";
import { sipProxySetting } from "../option-settings";
import { sampleSetting, type Trial, verdict } from "../trial";

test("everything that is synthesized refers to something", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [] };
  expect(verdict("references", trial)).toBeUndefined();
});

test("SIP Proxies have no program for their hosts", () => {
  const setting = sipProxySetting();
  expect([...setting.scriptApplications.values()].map(({ commandLine }) => commandLine)).toEqual([
    undefined,
    undefined,
  ]);
  expect(verdict("references", { setting, steps: [] })).toBeUndefined();
});

test("a reaction that starts nothing is reported for each alarm that names it", () => {
  expect(verdict("references", mutants.references!())).toBe(
    "SIP_In_B_BECAME_PRIMARY names the reaction SIP_In_B_VIP_UP_REACTION, which starts nothing",
  );
});

/** What is said if one thing in the setting differs. */
function found(change: (setting: Setting) => Partial<Setting>): string | undefined {
  const setting = sampleSetting();
  return verdict("references", { setting: { ...setting, ...change(setting) }, steps: [] });
}

function application(name: string, change: Partial<ApplicationObject>) {
  return ({ scriptApplications }: Setting) => ({
    scriptApplications: new Map(scriptApplications).set(name, { ...scriptApplications.get(name)!, ...change }),
  });
}

test("an application that is on another host than its reaction says, and has no program there, is reported", () => {
  expect(found(application("SIP_In_P_VIP_UP", { serverInfo: { host: "mgmt-1" } }))).toBe(
    "SIP_In_P_VIP_UP_REACTION starts SIP_In_P_VIP_UP on sip-a, but it is an application of mgmt-1; " +
      "SIP_In_P_VIP_UP starts /opt/genesys/sip-ha/inbound-vip, which mgmt-1 does not get",
  );
});

test("a program that the host does not get is reported, also behind sudo", () => {
  expect(found(application("SIP_In_P_VIP_UP", { commandLine: "/opt/other" }))).toBe(
    "SIP_In_P_VIP_UP starts /opt/other, which sip-a does not get",
  );
  const sudo = { commandLine: "/usr/bin/sudo", commandLineArguments: "-n /opt/other up" };
  expect(found(application("SIP_In_P_VIP_UP", sudo))).toBe(
    "SIP_In_P_VIP_UP starts /opt/other, which sip-a does not get",
  );
  const usesSudo = sampleSetting({ localControlAgent: { account: "genesys", becomeRoot: "sudo" } });
  expect(verdict("references", { setting: usesSudo, steps: [] })).toBeUndefined();
});

test("an application that a reaction starts and an alarm about nobody are reported", () => {
  expect(
    found(({ scriptApplications }) => {
      const fewer = new Map(scriptApplications);
      fewer.delete("SIP_In_P_VIP_UP");
      return { scriptApplications: fewer };
    }),
  ).toBe("SIP_In_P_VIP_UP_REACTION starts SIP_In_P_VIP_UP, which is not an application");
  expect(
    found(({ alarmConditions: [first, ...others] }) => ({
      alarmConditions: [{ ...first!, alarmDetectEvent: { ...first!.alarmDetectEvent, app: "SIP_Out" } }, ...others],
    })),
  ).toBe("SIP_In_P_BECAME_PRIMARY is about SIP_Out, which is not a server of the pair");
});

test("an address and a name that occur twice are reported", () => {
  const interfaces = [
    { name: "eth0", network: "management", address: "10.110.0.11" },
    { name: "eth1", network: "voice", address: "10.120.0.10" },
  ];
  const setting = sampleSetting({ hosts: { "sip-b": { interfaces } } });
  expect(verdict("references", { setting, steps: [] })).toBe(
    "two interfaces have the address 10.110.0.11; the virtual IP 10.120.0.10 is an address of a host",
  );
  const { managementLayer } = setting.topology;
  const same = { ...managementLayer, messageServer: managementLayer.solutionControlServer };
  expect(verdict("references", { setting: sampleSetting({ topology: { managementLayer: same } }), steps: [] })).toBe(
    "two applications have the name SCS_Staging",
  );
});

test("an application that is installed from elsewhere starts nothing of this library's", () => {
  const { topology } = environmentFromFile(newRoot(), "examples/sip-proxy.yaml");
  for (const pair of topology.pairs.values())
    expect(verdict("references", { setting: settingOf(topology, pair), steps: [] })).toBeUndefined();
});
