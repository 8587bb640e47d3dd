import { describe, expect, test } from "vitest";
import { as3Declaration } from "../../../lib/options/big-ip/as3-declaration";
import { declarativeOnboarding } from "../../../lib/options/big-ip/declarative-onboarding";
import { bigIpTopology, SECOND_PAIR } from "./big-ip-sample";

describe("the network of the device", () => {
  test("is two VLANs named after the networks, a self IP on each, and the default route", () => {
    const { topology, device } = bigIpTopology();
    expect(declarativeOnboarding(topology, device).Common).toEqual({
      class: "Tenant",
      "ltm-inside": { class: "VLAN", tag: 351, interfaces: [{ name: "1.1", tagged: true }] },
      "ltm-outside": { class: "VLAN", tag: 352, interfaces: [{ name: "1.1", tagged: true }] },
      "self-inside": {
        class: "SelfIp",
        address: "10.214.0.1/24",
        vlan: "ltm-inside",
        allowService: "none",
        trafficGroup: "traffic-group-local-only",
      },
      "self-outside": {
        class: "SelfIp",
        address: "192.0.2.2/24",
        vlan: "ltm-outside",
        allowService: "none",
        trafficGroup: "traffic-group-local-only",
      },
      "default-route": { class: "Route", gw: "192.0.2.1", network: "default" },
    });
  });

  test("is accepted by every version of Declarative Onboarding, which refuse what is written for a later one", () => {
    const { topology, device } = bigIpTopology();
    expect(declarativeOnboarding(topology, device)).toMatchObject({ class: "Device", schemaVersion: "1.0.0" });
  });

  test("has every VLAN from which the virtual servers accept packets", () => {
    const { topology, device } = bigIpTopology(SECOND_PAIR);
    const named = [...JSON.stringify(as3Declaration(topology, device)).matchAll(/"bigip":"\/Common\/([^"]+)"/g)];
    const { Common } = declarativeOnboarding(topology, device) as { Common: Record<string, { class: string }> };
    expect(new Set(named.map(([, name]) => name))).toEqual(new Set(["ltm-inside", "ltm-outside"]));
    for (const [, name] of named) expect(Common[name!]!.class).toBe("VLAN");
  });

  test("moves with the traffic if the device is one of two", () => {
    const { topology, device } = bigIpTopology({ "bigIps.ltm-1.redundant": true });
    const { Common } = declarativeOnboarding(topology, device) as { Common: Record<string, { trafficGroup: string }> };
    expect(Common["self-inside"]!.trafficGroup).toBe("traffic-group-1");
  });
});
