import { describe, expect, test } from "vitest";
import type { RestObject } from "../big-ip-state";
import { type HandMadeDevice, importBehind, membersOf, poolOf, said, sip } from "./hand-made-big-ip";

type Mapping = Record<string, unknown>;

describe("settings that the file cannot express are reported with their place:", () => {
  test.each<[string, (device: HandMadeDevice) => void, string, string[]]>([
    [
      "iRules of a virtual server",
      (device) => Object.assign(device.state["ltm/virtual"][0]!, { rules: ["/Common/log_sip", "/Common/block"] }),
      "rule-left-out",
      [
        `left pair SIP: on BIG-IP ltm-1 virtual server ${sip("udp")} has iRules, but the file's virtual servers have none: /Common/log_sip, /Common/block @${sip("udp")}`,
      ],
    ],
    [
      "TLS that ends on the device, and other profiles",
      (device) =>
        Object.assign(device.state["ltm/virtual"][1]!, {
          profilesReference: {
            items: ["tcp", "clientssl", "sip", "stats"].map((name) => ({ fullPath: `/Common/${name}` })),
          },
        }),
      "profile-left-out",
      [
        `left pair SIP: on BIG-IP ltm-1 virtual server ${sip("tcp")} has profiles beside that of its protocol, but the file's virtual servers have none: TLS profile /Common/clientssl, SIP profile /Common/sip, profile /Common/stats @${sip("tcp")}`,
      ],
    ],
    [
      "a monitor that is not for SIP, one of several",
      (device) => Object.assign(device.state["ltm/pool"][0]!, { monitor: "/Common/mon_sip and /Common/gateway_icmp" }),
      "monitor-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 pool /Common/pool_sip has a monitor that is not for SIP, or several; the file has one that asks with SIP OPTIONS: /Common/gateway_icmp, /Common/mon_sip @/Common/pool_sip",
      ],
    ],
    [
      "a pool without a monitor",
      (device) => delete device.state["ltm/pool"][0]!.monitor,
      "monitor-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 pool /Common/pool_sip has no monitor; the file has one that asks with SIP OPTIONS: none @/Common/pool_sip",
      ],
    ],
    [
      "a monitor with its own question",
      (device) =>
        Object.assign(device.state["ltm/monitor/sip"][1]!, {
          request: "OPTIONS sip:a SIP/2.0",
          filter: "any",
          filterNeg: "503",
          destination: "*:5070",
        }),
      "monitor-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 monitor /Common/mon_sip has settings that the file cannot describe; the file's monitor asks each member with the device's own OPTIONS: a request of its own, any status taken for an answer, statuses 503 taken for none, destination *:5070 @/Common/mon_sip",
      ],
    ],
    [
      "a third member, and a member by its name in DNS",
      (device) =>
        membersOf(device).push(
          { ...membersOf(device)[0]!, name: "sip3:5060", address: "10.20.0.13" },
          { ...membersOf(device)[0]!, name: "sip.example.com:5060", address: "any6" },
        ),
      "member-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 pool /Common/pool_sip has a member that is not a host of the pair; the file's pools have the two hosts: sip3:5060, 10.20.0.13 @/Common/pool_sip",
        "left pair SIP: on BIG-IP ltm-1 pool /Common/pool_sip has a member that is not a host of the pair; the file's pools have the two hosts: sip.example.com:5060, by its name in DNS @/Common/pool_sip",
      ],
    ],
    [
      "a member's own monitor",
      (device) => {
        Object.assign(membersOf(device)[0]!, { monitor: "default" });
        Object.assign(membersOf(device)[1]!, { monitor: "/Common/gateway_icmp " });
      },
      "monitor-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 member sip2:5060 of pool /Common/pool_sip has a monitor of its own, which replaces the pool's; the file's members have none: /Common/gateway_icmp @/Common/pool_sip",
      ],
    ],
    [
      "a preference for the backup's host",
      (device) => {
        Object.assign(device.state["ltm/pool"][0]!, { minActiveMembers: 1 });
        Object.assign(membersOf(device)[1]!, { priorityGroup: 10 });
      },
      "priority-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 pool /Common/pool_sip prefers the backup's host; the file can only prefer the primary's, and leaves both equal: priority groups 0 and 10 @/Common/pool_sip",
      ],
    ],
    [
      "another route domain",
      (device) => {
        for (const one of device.state["ltm/virtual"].slice(0, 2))
          one.destination = `${one.destination}`.replace(":", "%1:");
        for (const one of membersOf(device)) one.address = `${one.address}%1`;
      },
      "route-domain-left-out",
      ["udp", "tcp"].map(
        (protocol) =>
          `left pair SIP: on BIG-IP ltm-1 virtual server ${sip(protocol)} or a member behind it is in a route domain; the file has only addresses of the default route domain: 198.51.100.10%1 @${sip(protocol)}`,
      ),
    ],
    [
      "a virtual server at another port of the virtual IP",
      (device) =>
        device.state["ltm/virtual"].push({
          ...device.state["ltm/virtual"][1]!,
          fullPath: "/Common/vs_sips",
          destination: "/Common/198.51.100.10:5061",
        } as RestObject),
      "virtual-server-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 virtual server /Common/vs_sips also has the pair's virtual IP, and the file has no such virtual server: for each transport it has one, at the SIP port, with both hosts behind it: tcp port 5061; pool /Common/pool_sip: sip1:5060, sip2:5060 @/Common/vs_sips",
      ],
    ],
    [
      "a second virtual server at the same port, for another source",
      (device) =>
        device.state["ltm/virtual"].push({
          ...device.state["ltm/virtual"][0]!,
          fullPath: "/Common/vs_sip_carrier",
          source: "203.0.113.0/24",
        } as RestObject),
      "virtual-server-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 virtual server /Common/vs_sip_carrier also has the pair's virtual IP, and the file has no such virtual server: for each transport it has one, at the SIP port, with both hosts behind it: udp port 5060 from 203.0.113.0/24; pool /Common/pool_sip: sip1:5060, sip2:5060 @/Common/vs_sip_carrier",
      ],
    ],
    [
      "a virtual server only for another protocol",
      (device) => {
        device.state["ltm/virtual"].splice(1, 1);
        device.state["ltm/virtual"][0]!.ipProtocol = "sctp";
      },
      "virtual-server-left-out",
      [
        `left pair SIP: on BIG-IP ltm-1 virtual server ${sip("udp")} has both hosts behind it, but is not for UDP or TCP at a SIP port that the hosts also have: sctp port 5060; pool /Common/pool_sip: sip1:5060, sip2:5060 @${sip("udp")}`,
      ],
    ],
    [
      "a virtual server of the virtual IP without a pool",
      (device) => {
        const { pool: _, ...other } = device.state["ltm/virtual"][1]!;
        device.state["ltm/virtual"].push({
          ...other,
          fullPath: "/Common/vs_rule",
          destination: "/Common/198.51.100.10:5080",
        } as RestObject);
      },
      "virtual-server-left-out",
      [
        "left pair SIP: on BIG-IP ltm-1 virtual server /Common/vs_rule also has the pair's virtual IP, and the file has no such virtual server: for each transport it has one, at the SIP port, with both hosts behind it: tcp port 5080; pool none: no members @/Common/vs_rule",
      ],
    ],
    [
      "a virtual server only at another port",
      (device) => {
        device.state["ltm/virtual"].splice(1, 1);
        device.state["ltm/virtual"][0]!.destination = "/Common/198.51.100.10:5070";
      },
      "virtual-server-left-out",
      [
        `left pair SIP: on BIG-IP ltm-1 virtual server ${sip("udp")} has both hosts behind it, but is not for UDP or TCP at a SIP port that the hosts also have: udp port 5070; pool /Common/pool_sip: sip1:5060, sip2:5060 @${sip("udp")}`,
      ],
    ],
    [
      "a VLAN whose name is not allowed, on two interfaces",
      (device) => {
        const [internal] = device.state["net/vlan"] as [RestObject];
        internal.fullPath = "/Common/vlan.20";
        (internal.interfacesReference as { items: Mapping[] }).items.push({ name: "1.2", tagged: true });
        device.state["net/self"][0]!.vlan = "/Common/vlan.20";
      },
      "vlan-left-out",
      [
        "left BIG-IP ltm-1: its VLAN /Common/vlan.20 is called vlan-20 in the file, because its own name is not allowed there, or is taken, or is not in Common: /Common/vlan.20 @/Common/vlan.20",
        "left BIG-IP ltm-1: its VLAN /Common/vlan.20 is on several interfaces; the file can describe only one, which may be a trunk: 1.1, 1.2 @/Common/vlan.20",
      ],
    ],
    [
      "tags on only one side",
      (device) => {
        (device.state["net/vlan"][0]! as unknown as Mapping).interfacesReference = {
          items: [{ name: "1.2", untagged: true }],
        };
      },
      "vlan-left-out",
      [
        "left BIG-IP ltm-1: frames have a tag on only one of its two sides; the file has one key for both: /Common/external @/Common/external",
      ],
    ],
  ])("%s", (_, change, code, expected) => {
    const site = importBehind(change);
    expect(said(site, code)).toEqual(expected);
    // The file has the pair all the same.
    expect(poolOf(site)).toMatchObject({ device: "ltm-1", virtualIp: "198.51.100.10" });
  });

  test("an interval or timeout that differs between transports; the file has the first", () => {
    const site = importBehind((device) => {
      const { state } = device;
      state["ltm/pool"].push({ ...state["ltm/pool"][0]!, fullPath: "/Common/pool_tcp", monitor: "/Common/sip" });
      state["ltm/virtual"][1]!.pool = "/Common/pool_tcp";
    });
    expect(poolOf(site)).toMatchObject({ monitorInterval: "3s", monitorTimeout: "10s" });
    expect(said(site, "monitor-left-out")).toEqual([
      "left pair SIP: on BIG-IP ltm-1 pools /Common/pool_sip and /Common/pool_tcp have monitors with different times; the file has one interval and timeout, those of the first: 3 s and 10 s; 5 s and 16 s @/Common/pool_tcp",
    ]);
  });
});
