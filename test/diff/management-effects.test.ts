import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { effectOfKey } from "../../lib/diff/key-effects";
import { snapshotOf } from "../../lib/diff/snapshot";
import type { Topology } from "../../lib/model/topology";
import { sampleTopology } from "../sample-topology";

const was = sampleTopology({ backupControlServer: "10.110.0.6" });

const managed = (changes: Partial<Topology["managementLayer"]>): Topology => ({
  ...was,
  managementLayer: { ...was.managementLayer, ...changes },
});
const { solutionControlServer, messageServer } = was.managementLayer;

/** What people do while everything serves, and after everything is imported. */
const steps = (path: string, before: string, after: string, is: Topology) => {
  const { effect, ...effects } = effectOfKey({ path: path.split("."), before, after, was, is });
  return { effect, prepare: effects.prepare, imported: effects.imported };
};

describe("a server of the Management Layer", () => {
  test("on another host is installed there, and is stopped on the old host and started on the new one when the host is known", () => {
    const control = managed({ solutionControlServer: { ...solutionControlServer, host: "mgmt-2" } });
    expect(steps("managementLayer.solutionControlServer.host", "mgmt-1", "mgmt-2", control)).toEqual({
      effect: "none",
      prepare:
        "Install SCS_Staging on mgmt-2 as its own documentation says, and a Local Control Agent if there is none. Leave SCS_Staging stopped.",
      imported:
        "Stop SCS_Staging on mgmt-1, give SCS_Staging the host mgmt-2, which no import does, and start it there; check that it is at work, connected to Message_Server_Staging.",
    });
    const message = managed({ messageServer: { ...messageServer, host: "mgmt-2" } });
    expect(steps("managementLayer.messageServer.host", "mgmt-1", "mgmt-2", message).imported).toBe(
      "Stop Message_Server_Staging on mgmt-1, give Message_Server_Staging the host mgmt-2, which no import does, and start it there; check that it is at work, and SCS_Staging and SCS_Staging_B connected to it.",
    );
  });

  test("on a renamed host stays installed, and its application gets the host", () => {
    const hosts = new Map([...was.hosts.values()].map((host) => [host.name, host]));
    hosts.set("mgmt-9", { ...hosts.get("mgmt-1")!, name: "mgmt-9" });
    hosts.delete("mgmt-1");
    const is = { ...managed({ messageServer: { ...messageServer, host: "mgmt-9" } }), hosts };
    expect(steps("managementLayer.messageServer.host", "mgmt-1", "mgmt-9", is)).toEqual({
      effect: "none",
      prepare: undefined,
      imported:
        "Stop Message_Server_Staging, give Message_Server_Staging the host mgmt-9, which no import does, and start it again: mgmt-9 has the operating system and the addresses of mgmt-1, and is taken for the same machine under another name; check that it is at work, and SCS_Staging and SCS_Staging_B connected to it.",
    });
  });

  test("that is renamed on another host is installed there under its new name, and nothing is renamed", () => {
    const is = managed({ solutionControlServer: { ...solutionControlServer, application: "SCS_New", host: "mgmt-2" } });
    const told = [
      steps("managementLayer.solutionControlServer.application", "SCS_Staging", "SCS_New", is),
      steps("managementLayer.solutionControlServer.host", "mgmt-1", "mgmt-2", is),
    ];
    expect(told).toEqual([
      { effect: "none", prepare: undefined, imported: undefined },
      {
        effect: "none",
        prepare:
          "Install SCS_New on mgmt-2 as its own documentation says, and a Local Control Agent if there is none. Leave SCS_New stopped.",
        imported:
          "Stop SCS_Staging on mgmt-1, and start SCS_New on mgmt-2; check that it is at work, connected to Message_Server_Staging.",
      },
    ]);
  });

  test("that is renamed is created by people, because only its options are imported", () => {
    const is = managed({ solutionControlServer: { ...solutionControlServer, application: "SCS_New" } });
    expect(steps("managementLayer.solutionControlServer.application", "SCS", "SCS_New", is)).toEqual({
      effect: "none",
      prepare:
        "Give the Solution Control Server SCS the name SCS_New, or install a new one of that name and stop SCS when the new one is at work. No import does that.",
      imported: undefined,
    });
  });
});

describe("what people choose by hand in the Configuration Layer", () => {
  const diffTo = (genesys: Partial<Topology["genesys"]>) => {
    const from = sampleTopology();
    const to = { ...from, genesys: { ...from.genesys, ...genesys } };
    const [one, other] = [from, to].map(snapshotOf);
    return environmentDiff(one, other);
  };
  const at = (order: readonly string[], text: string) => order.findIndex((step) => step.includes(text));

  test("includes another Switch, while the servers are stopped for it", () => {
    const { order } = diffTo({ switch: "SW_New" });
    const chosen = at(order, "genesys.switch: On the primary of each pair, choose the Switch SW_New, as chapter 2");
    expect(at(order, "stop SIP_In_B")).toBeLessThan(chosen);
    expect(chosen).toBe(at(order, "start SIP_In_P") - 1);
  });

  test("is done once if the tenant changes as well", () => {
    const { order } = diffTo({ switch: "SW_New", tenant: "Other" });
    expect(order.filter((step) => step.includes("On the primary of each pair, choose"))).toEqual([
      "genesys.switch: On the primary of each pair, choose the Switch SW_New, as chapter 2 of the runbook says.",
    ]);
  });

  test("is done once on a primary whose application changes as well", () => {
    const told = (genesys: Partial<Topology["genesys"]>) => {
      const from = sampleTopology();
      const pair = from.pairs.get("inbound")!;
      const pairs = new Map([["inbound", { ...pair, primary: { ...pair.primary, application: "SIP_New" } }]]);
      const [one, other] = [from, { ...from, pairs, genesys: { ...from.genesys, ...genesys } }].map(snapshotOf);
      return environmentDiff(one, other).order.filter((step) => /choose the Switch|HA sync/.test(step));
    };
    const ticked = "pairs.inbound: On SIP_New, tick HA sync, as chapter 2 of the runbook says.";
    expect(told({ switch: "SW_New" })).toEqual([
      "genesys.switch: On the primary of each pair, choose the Switch SW_New, as chapter 2 of the runbook says.",
      ticked,
    ]);
    expect(told({ tenant: "Other" })).toEqual([
      "genesys.tenant: On the primary of each pair, choose the Switch of the tenant Other, as chapter 2 of the runbook says.",
      ticked,
    ]);
    expect(told({})).toEqual([
      "pairs.inbound: On SIP_New, choose the Switch and tick HA sync, as chapter 2 of the runbook says.",
    ]);
  });

  test("is done while everything serves, if it is a Switch or a tenant for which servers are stopped", () => {
    expect(diffTo({ switch: "SW_New" }).order[0]).toContain(
      "Check that the Switch SW_New is in the Configuration Layer",
    );
    expect(diffTo({ tenant: "Other" }).order[0]).toContain("Check that the tenant Other is in the Configuration Layer");
  });

  test("includes what each reaction starts in another tenant, where it is a different one; the earlier ones are deleted", () => {
    const { order } = diffTo({ tenant: "Other" });
    expect(at(order, "| SIP_In_P_VIP_UP_REACTION | SIP_In_P_VIP_UP | sip-a |")).toBeGreaterThan(
      at(order, "Import `configuration-layer/objects.json`"),
    );
    expect(order).toContain(
      "genesys.tenant: On the primary of each pair, choose the Switch of the tenant Other, as chapter 2 of the runbook says.",
    );
    expect(order[at(order, "Delete the objects")]).toContain("| reaction | SIP_In_P_VIP_UP_REACTION of the tenant ");
    expect(order[at(order, "Delete the objects")]).not.toContain("| application |");
  });

  test("does not include the version of SIP Server, which is installed at the one restart that each server needs anyway", () => {
    const { order } = diffTo({ sipServerVersion: "8.1.102.90" });
    const installed = at(order, "between its stop and its start");
    expect(installed).toBe(at(order, "restart SIP_In_B, the backup") - 1);
    expect(order.filter((step) => step.includes("restart SIP_In_P"))).toHaveLength(1);
  });
});
