import { describe, expect, test } from "vitest";
import {
  deviceOf,
  type HandMadeDevice,
  handMadeDevice,
  importBehind,
  membersOf,
  poolOf,
  said,
  sip,
} from "./hand-made-big-ip";
import { pairsOf } from "./hand-made-site";

describe("two BIG-IPs", () => {
  const units = (device: HandMadeDevice, states: readonly [string, string], self: number) => {
    device.state["cm/device"] = states.map((failoverState, index) => ({
      ...device.state["cm/device"][0]!,
      fullPath: `/Common/lb${index + 1}`,
      failoverState,
      selfDevice: String(index === self),
    }));
  };

  test("that are units of one device become one redundant element, named after the unit that has the traffic", () => {
    const site = importBehind((first, _, devices) => {
      const second = handMadeDevice("ltm-2", "10.10.0.101");
      devices.push(second);
      units(first, ["standby", "active"], 0);
      units(second, ["standby", "active"], 1);
      for (const device of devices)
        device.state["net/self"].push({
          ...device.state["net/self"][0]!,
          fullPath: "/Common/float",
          address: "10.20.0.1/24",
          trafficGroup: "/Common/traffic-group-1",
        });
    });
    expect(Object.keys((site.declaration as { bigIps: object }).bigIps)).toEqual(["ltm-2"]);
    expect(deviceOf(site, "ltm-2")).toMatchObject({ management: "10.10.0.101", redundant: true });
    expect(site.text).toMatch(/redundant: true # _big-ip-ltm-2\.survey:\d+, \/Common\/traffic-group-1/);
    expect(said(site, "big-ip-unit")).toEqual([
      `stays BIG-IP ltm-1: it is another unit of ltm-2, and also has the virtual server of pair SIP; the file has one element for both, with redundant: ${sip("udp")} @${sip("udp")}`,
    ]);
    expect(said(site, "big-ip-without-pair")).toEqual([]);
  });

  test("of which only one was surveyed are redundant all the same", () => {
    const site = importBehind((device) => units(device, ["active", "standby"], 0));
    expect(deviceOf(site)).toMatchObject({ redundant: true });
  });

  test("that are not units of one device but have one virtual IP are reported, and the file has the first", () => {
    const site = importBehind((_, __, devices) => devices.push(handMadeDevice("ltm-2", "10.10.0.101")));
    expect(said(site, "virtual-ip-on-two-devices")).toEqual([
      `left BIG-IP ltm-2: it has a virtual server with 198.51.100.10 before the hosts of pair SIP, as ltm-1 has, but is not a unit of the same device: ${sip("udp")} @${sip("udp")}`,
    ]);
    expect(poolOf(site)!.device).toBe("ltm-1");
  });

  test("are reported if one of them has no pair behind it", () => {
    const site = importBehind((_, __, devices) => {
      const other = handMadeDevice("ltm-2", "10.10.0.101");
      other.state["ltm/virtual"] = [];
      devices.push(other);
    });
    expect(said(site, "big-ip-without-pair")).toEqual([
      "left BIG-IP ltm-2: it has no virtual server with the virtual IP of a pair whose pool has both hosts of that pair as members, so the file does not have it: undefined @1",
    ]);
  });

  test("of one name count as one BIG-IP that was surveyed twice", () => {
    const site = importBehind((_, { surveys }) => {
      surveys.older = "sip-ha-facts 1\npackage 0.1.0\nenvironment -\nof bigIps.ltm-1\n== cm/device\n-- 0\nend 1\n";
    });
    expect(said(site, "survey-twice")).toEqual([
      "unparsed BIG-IP ltm-1: it was surveyed twice; this file is left out: older.survey @1",
    ]);
  });
});

describe("a pair whose hosts are not both behind one virtual server is left out, and the report shows what was found instead:", () => {
  test.each<[string, (device: HandMadeDevice) => void, string]>([
    ["one member", (device) => void membersOf(device).pop(), "sip1:5060 10.20.0.11"],
    [
      "foreign members",
      (device) => {
        for (const one of membersOf(device)) one.address = `${one.address}1`;
      },
      "sip1:5060 10.20.0.111, sip2:5060 10.20.0.121",
    ],
    [
      "members by their names in DNS",
      (device) => {
        for (const one of membersOf(device)) one.address = "any6";
      },
      "sip1:5060 by its name in DNS, sip2:5060 by its name in DNS",
    ],
    ["no members", (device) => void membersOf(device).splice(0), "no members"],
  ])("%s", (_, change, behind) => {
    const site = importBehind(change);
    expect(pairsOf(site.declaration)).toEqual({});
    const [note] = site.told("option-not-recognised");
    expect(note!.found).toBe(
      [
        "address of both in SIP messages: 198.51.100.10; network of both hosts that has it: none; programs that are started on its hosts: 0",
        ...["udp", "tcp"].map((one) => `virtual server ${sip(one)} of BIG-IP ltm-1, behind it ${behind}`),
      ].join("; "),
    );
    expect(note!.fix).toBe(
      "survey the hosts, so that their addresses are known, or correct the pool; otherwise declare the pair by hand: see docs/big-ip.md and docs/environment-file.md",
    );
  });

  test("nothing, if no BIG-IP was surveyed; the fix names the survey", () => {
    const site = importBehind((_, __, devices) => void devices.pop());
    const [note] = site.told("option-not-recognised");
    expect(note!.fix).toBe(
      "survey the BIG-IP, if there is one: sip-ha survey --facts <folder> --big-ip <name>=<address>, run what it prints, then import again; otherwise declare the pair by hand: see docs/environment-file.md",
    );
  });
});
