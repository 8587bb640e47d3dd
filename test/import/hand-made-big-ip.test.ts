import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bigIpChanges } from "../../lib/import/big-ip-changes";
import { bigIpSurveys } from "../../lib/import/big-ip-survey";
import { bigIpAddressFamily } from "../../lib/options/big-ip/checks/big-ip-address-family";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { topologyOf } from "../topology-of";
import { HAND_MADE_BIG_IP_FILE, importBehind, membersOf, poolOf, said, sip } from "./hand-made-big-ip";
import { applicationOf, handMadeSite, pairsOf } from "./hand-made-site";

describe("of a pair behind a BIG-IP that somebody has configured by hand", () => {
  const site = importBehind(() => {});
  const { notes, text, declaration, facts } = site;

  test("the file names the source of each value, and is valid", () => {
    expect(text).toBe(readFileSync(HAND_MADE_BIG_IP_FILE, "utf8"));
    expect(resolve(declaration as Declaration).findings).toEqual([]);
  });

  test("everything that is not carried over, not known or left as it is, is reported", () => {
    expect(notes.map(({ kind, code, of }) => `${kind} ${code} ${of}`)).toEqual([
      "unknown version-unknown genesys.sipServerVersion",
      "stays address-shared host sip-1",
      "stays address-shared host sip-2",
      "left as3-missing BIG-IP ltm-1",
      "unknown connection-unknown hosts",
      "left port-left-out application SIP_1",
      "left connection-left-out application SIP_1",
      "left hand-made-big-ip pair SIP",
      "stays other-options 2 SIP Servers",
    ]);
    expect(said(site, "hand-made-big-ip")).toEqual([
      `left pair SIP: its virtual servers and pools on BIG-IP ltm-1 were not made by this package; with the file, AS3 makes others, in a partition of the environment's own: ${sip("udp")}, /Common/pool_sip, ${sip("tcp")} @${sip("udp")}`,
    ]);
  });

  test("what the declaration changes is reported with the place of the existing object that has the same purpose", () => {
    const topology = topologyOf(declaration);
    const changes = bigIpChanges(topology, bigIpSurveys(facts).surveys);
    expect(
      changes
        .filter(({ code }) => code === "big-ip-object-differs")
        .map(({ message, found, expected }) => {
          const [, own, there] = /\/north\/SIP\/(\S+) on BIG-IP ltm-1, instead of (\S+), has another/.exec(message)!;
          return `${there} ${own} ${found}, ${expected}`;
        }),
    ).toEqual([
      "/Common/mon_sip mon_sip_udp filter: 200 404, filter: 404",
      "/Common/pool_sip pool_sip_udp serviceDownAction: none, serviceDownAction: reselect",
      "/Common/pool_sip pool_sip_udp slowRampTime: 10, slowRampTime: 0",
      "/Common/pool_sip pool_sip_udp reselectTries: 0, reselectTries: 1",
      `${sip("udp")} vs_sip_udp persist: /Common/source_addr, persist: none`,
      `${sip("udp")} vs_sip_udp sourceAddressTranslation: automap, sourceAddressTranslation: none`,
      `${sip("udp")} vs_sip_udp vlans: all, vlans: /Common/external`,
      "/Common/mon_sip mon_sip_tcp mode: udp, mode: tcp",
      "/Common/mon_sip mon_sip_tcp filter: 200 404, filter: 404",
      "/Common/pool_sip pool_sip_tcp serviceDownAction: none, serviceDownAction: reset",
      "/Common/pool_sip pool_sip_tcp slowRampTime: 10, slowRampTime: 0",
      `${sip("tcp")} vs_sip_tcp persist: /Common/source_addr, persist: none`,
      `${sip("tcp")} vs_sip_tcp sourceAddressTranslation: automap, sourceAddressTranslation: none`,
      `${sip("tcp")} vs_sip_tcp vlans: all, vlans: /Common/external`,
      "/Common/udp profile_udp datagramLoadBalancing: disabled, datagramLoadBalancing: enabled",
      "/Common/udp profile_udp allowNoPayload: disabled, allowNoPayload: enabled",
      "/Common/tcp profile_tcp keepAliveInterval: 1800, keepAliveInterval: 60",
    ]);
    expect(changes.filter(({ code }) => code === "big-ip-object-missing").map(({ expected }) => expected)).toEqual(
      [
        "SNAT pool /north/SIP/snat_vip",
        "data group /north/SIP/own_addresses",
        "iRule /north/SIP/rule_outbound",
        "iRule /north/SIP/rule_inbound",
        "FastL4 profile /north/SIP/profile_forward",
        "FastL4 profile /north/SIP/profile_forward_udp",
        "virtual server /north/SIP/fwd_out_sip-1",
        "virtual server /north/SIP/fwd_udp_sip-1",
        "virtual server /north/SIP/fwd_in_sip-1",
        "virtual address /north/10.20.0.11",
        "virtual server /north/SIP/fwd_out_sip-2",
        "virtual server /north/SIP/fwd_udp_sip-2",
        "virtual server /north/SIP/fwd_in_sip-2",
        "virtual address /north/10.20.0.12",
      ].map((what) => `the ${what} on BIG-IP ltm-1`),
    );
  });

  test("a member that is out of service is among the changes, as a declaration takes it into service again", () => {
    const changed = importBehind((device) => {
      Object.assign(membersOf(device)[1]!, { session: "user-disabled", state: "user-down" });
    });
    const topology = topologyOf(changed.declaration);
    const changes = bigIpChanges(topology, bigIpSurveys(changed.facts).surveys);
    expect(
      changes.filter(({ found }) => found?.startsWith("state")).map(({ message, found }) => `${message}: ${found}`),
    ).toEqual(
      ["udp", "tcp"].map(
        (transport) =>
          `the pool member /north/SIP/pool_sip_${transport} 10.20.0.12:5060 on BIG-IP ltm-1, instead of /Common/pool_sip sip2:5060, has another state: state: forced offline`,
      ),
    );
  });

  test("a virtual server for all protocols of a host is matched with the declared one for all protocols, not with the one for datagrams", () => {
    const changed = importBehind((device) => {
      device.state["ltm/virtual"][2]!.source = "10.20.0.11/32";
    });
    const changes = bigIpChanges(topologyOf(changed.declaration), bigIpSurveys(changed.facts).surveys);
    expect(
      changes.filter(({ message }) => / in the place of \/Common\/vs_outbound, has another ipProtocol/.test(message)),
    ).toEqual([]);
    const made = changes.filter(({ code }) => code === "big-ip-object-missing").map(({ message }) => message);
    const isNew = (name: string) => made.some((message) => message.includes(`/north/SIP/${name} on`));
    expect(["fwd_out_sip-1", "fwd_udp_sip-1", "fwd_out_sip-2"].map(isNew)).toEqual([false, true, true]);
  });

  test("the survey holds no secret of the device", () => {
    const lines = facts.find(({ of }) => of === "bigIps.ltm-1")!.sections.flatMap((one) => one.lines);
    expect(lines.map((line) => line.text).join("\n")).not.toContain("s3cr3t");
  });
});

describe("the virtual IP", () => {
  const withoutAddress = (site: { file: Parameters<typeof applicationOf>[0] }) => {
    for (const name of ["SIP_1", "SIP_2"]) delete applicationOf(site.file, name).options.TServer!["sip-address"];
  };

  test("is that of the virtual servers at the SIP port if the servers do not name it", () => {
    const site = importBehind((_, exported) => withoutAddress(exported));
    expect(poolOf(site)!.virtualIp).toBe("198.51.100.10");
    expect(site.text).toMatch(
      /virtualIp: 198\.51\.100\.10 # _big-ip-ltm-1\.survey:46, virtual server before both hosts; \/Common\/vs_sip_5060_udp \(_big-ip-ltm-1\.survey:46\)/,
    );
  });

  test("is not guessed if virtual servers with two addresses send to both hosts", () => {
    const site = importBehind((device, exported) => {
      withoutAddress(exported);
      device.state["ltm/virtual"][1]!.destination = "/Common/198.51.100.11:5060";
    });
    expect(pairsOf(site.declaration)).toEqual({});
  });

  test("does not count if one of the servers does not have it", () => {
    const site = importBehind((_, { file }) => {
      applicationOf(file, "SIP_2").options.TServer!["sip-address"] = "198.51.100.11";
    });
    expect(pairsOf(site.declaration)).toEqual({});
  });

  test("is found behind the name of a virtual address", () => {
    const site = importBehind((device) => {
      device.state["ltm/virtual-address"][0]!.fullPath = "/Common/vip_sip";
      for (const one of device.state["ltm/virtual"].slice(0, 2))
        one.destination = String(one.destination).replace("198.51.100.10", "vip_sip");
    });
    expect(poolOf(site)).toMatchObject({ device: "ltm-1", virtualIp: "198.51.100.10" });
  });

  test("is taken into the file if it is an IPv6 address, and a check says that it is not written", () => {
    const site = importBehind((device, { file }) => {
      for (const name of ["SIP_1", "SIP_2"]) applicationOf(file, name).options.TServer!["sip-address"] = "2001:DB8::10";
      for (const one of device.state["ltm/virtual"].slice(0, 2)) one.destination = "/Common/2001:db8::10.5060";
      device.state["net/self"][1]!.address = "2001:db8::2/64";
    });
    expect(poolOf(site)!.virtualIp).toBe("2001:db8::10");
    const topology = topologyOf(site.declaration);
    expect([...bigIpAddressFamily.evaluate(topology)].map(({ path }) => path?.join("."))).toEqual([
      "pairs.SIP.highAvailability.bigIp.virtualIp",
      "networks.external.cidr",
    ]);
  });

  test("is reported if a host has it as well", () => {
    const site = importBehind((_, { surveys }) => {
      surveys["sip-2"] = surveys["sip-2"]!.replace(
        /^( 1: lo .*)$/m,
        "$1\n 1: lo    inet 198.51.100.10/32 scope global lo\\       valid_lft forever preferred_lft forever",
      );
    });
    expect(said(site, "virtual-ip-on-host")).toEqual([
      "left host sip-2: it has the virtual IP 198.51.100.10 of pair SIP, which a BIG-IP also has: lo @14",
    ]);
  });
});

describe("settings of the pair", () => {
  test("that prefer the primary's host say so", () => {
    const site = importBehind((device) => {
      Object.assign(device.state["ltm/pool"][0]!, { minActiveMembers: 1 });
      Object.assign(membersOf(device)[0]!, { priorityGroup: 10 });
    });
    expect(poolOf(site)!.memberPriority).toBe("primary-first");
  });

  test("take the times of a monitor of another kind, and leave an idle timeout that is no number at its default", () => {
    const site = importBehind((device) => {
      device.state["ltm/pool"][0]!.monitor = "/Common/mon_udp";
      device.state["ltm/monitor/udp"] = [{ fullPath: "/Common/mon_udp", interval: 4, timeout: 13 }];
      device.state["ltm/profile/udp"][0]!.idleTimeout = "indefinite";
    });
    expect(poolOf(site)).toMatchObject({ monitorInterval: "4s", monitorTimeout: "13s", tcpIdleTimeout: "300s" });
    expect(poolOf(site)).not.toHaveProperty("udpIdleTimeout");
    expect(poolOf(site)).not.toHaveProperty("monitorCodes");
  });

  test("lack exclusions if no iRule on the hosts' own packets has a list, and a note says so", () => {
    const site = importBehind((device) => {
      device.state["ltm/rule"][0]!.apiAnonymous = "when CLIENT_ACCEPTED { snat automap }";
    });
    expect(poolOf(site)).not.toHaveProperty("snatExclusions");
    expect(said(site, "exclusions-unknown")).toEqual([
      `unknown pair SIP: BIG-IP ltm-1 has no virtual server that takes what its hosts send to anybody, with an iRule that looks into a list of addresses; so it is not known whom the hosts reach by their own addresses: undefined @${sip("udp")}`,
    ]);
  });

  test("are those of SIP Server's own port if no option names a port", () => {
    const site = importBehind((_, { file }) => {
      for (const name of ["SIP_1", "SIP_2"]) delete applicationOf(file, name).options.TServer!["sip-port"];
    });
    expect(pairsOf(site.declaration).SIP!.sip).toEqual({ port: 5060, transports: ["udp", "tcp"] });
  });
});

test("hand-made programs and conditions for a pair behind a BIG-IP are reported as having no replacement", () => {
  const site = importBehind((_, { file, surveys }) => {
    const scripted = handMadeSite();
    file.applications.push(applicationOf(scripted.file, "SIP_SERVER_PRIMARY_VIP_UP"));
    file.alarmConditions.push(scripted.file.alarmConditions[0]!);
    surveys["sip-1"] = surveys["sip-1"]!.replace(
      "== scripts\n",
      "== scripts\n started /opt/genesys/ha/vip_up.sh\n rights 0755 root root\n line 4:/sbin/ifconfig eth1:1 up\n",
    );
  });
  expect(poolOf(site)).toMatchObject({ device: "ltm-1" });
  expect(site.told("hand-made-condition").map(({ message }) => message)).toEqual([
    "it reacts to the servers of pair SIP, which is behind a BIG-IP: the file has no condition that reacts to a change of role",
  ]);
  expect(site.told("hand-made-program").map(({ message }) => message)).toEqual([
    "it is started on sip-1 for pair SIP, which is behind a BIG-IP: nothing of the file is started on a change of role",
  ]);
});
