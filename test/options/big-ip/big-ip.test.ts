import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { BigIp, HighAvailability, Host, Network, SipServerPair } from "../../../lib";
import { evaluate } from "../../../lib/checks/engine";
import { mergeServerOptions } from "../../../lib/configuration-layer/server-options";
import { serversOf } from "../../../lib/model/pair";
import { rules, virtualIpOf } from "../../../lib/options";
import { type As3Item, as3Declaration } from "../../../lib/options/big-ip/as3-declaration";
import { serviceOf } from "../../../lib/options/big-ip/model";
import { coverEverything, ownAddressPeers } from "../../../lib/options/big-ip/own-addresses";
import { bigIpServerOptions } from "../../../lib/options/big-ip/server-options";
import { longestOutages } from "../../../lib/options/big-ip/timing";
import type { Declaration } from "../../../lib/synth/declaration";
import { plan } from "../../../lib/synth/plan";
import { resolve } from "../../../lib/synth/resolve";
import { textOf } from "../../../lib/text/file-text";
import { REMOVED, sampleDeclaration } from "../../sample-declaration";
import { sampleEnvironment } from "../../sample-environment";
import { topologyOf } from "../../topology-of";
import { bigIpDeclaration, bigIpTopology, SECOND_PAIR } from "./big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";

/** The files of an environment, by path. */
function files(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const { artifacts } = plan(bigIpTopology(changes).topology);
  return Object.fromEntries(artifacts.map(({ path, content }) => [path, textOf(content)]));
}

/** The items of the sample's pair, as they are declared. */
// biome-ignore lint/suspicious/noExplicitAny: the test looks into every part of it.
function items(changes: Readonly<Record<string, unknown>> = {}): any {
  const { topology, device } = bigIpTopology(changes);
  // biome-ignore lint/suspicious/noExplicitAny: the same.
  return (as3Declaration(topology, device).declaration[device.tenant] as any).inbound;
}

describe("a pair behind a BIG-IP", () => {
  test("has no findings except about what the vendor has not said", () => {
    const { topology } = bigIpTopology();
    const { findings, notEvaluated, acknowledged } = evaluate(rules, [topology]);
    expect([findings, notEvaluated]).toEqual([[], []]);
    expect(acknowledged.map(({ finding }) => finding.code)).toEqual(["big-ip-version"]);
  });

  test("is the same from a program and from a file", () => {
    const { environment } = sampleEnvironment(new App());
    const inside = new Network(environment, "ltm-inside", { cidr: "10.214.0.0/24", gateway: "10.214.0.1", vlan: 351 });
    new Network(environment, "ltm-outside", { cidr: "192.0.2.0/24", gateway: "192.0.2.1", vlan: 352 });
    const host = (id: string, last: number) =>
      new Host(environment, id, {
        os: "linux",
        interfaces: { eth1: { network: inside, address: `10.214.0.${last}` } },
        managementInterface: "eth1",
      });
    const [primary, backup] = [host("trunk-a", 11), host("trunk-b", 12)];
    const device = new BigIp(environment, "ltm-1", {
      management: "10.213.0.100",
      version: "17.1.0",
      tenant: "dmz",
      network: {
        inside,
        outside: Network.fromName("ltm-outside"),
        insideSelfIp: "10.214.0.1",
        outsideSelfIp: "192.0.2.2",
        insideInterface: "1.1",
        outsideInterface: "1.1",
        tagged: true,
      },
    });
    const pair = (id: string, which: BigIp | ReturnType<typeof BigIp.fromName>, last: number) =>
      new SipServerPair(environment, id, {
        primary: { application: "SIP_South_P", host: primary },
        backup: { application: "SIP_South_B", host: backup },
        sip: { tlsPort: 5061, transports: ["udp", "tcp", "tls"] },
        recoveryTimeObjective: "25s",
        highAvailability: HighAvailability.bigIp({
          device: which,
          virtualIp: `192.0.2.${last}`,
          snatExclusions: ["203.0.113.0/24"],
        }),
      });
    const declared = pair("trunks", device, 10);
    pair("again", BigIp.fromName("ltm-1"), 10);
    const fromFile = bigIpTopology();
    const { topology } = environment;
    expect(topology.bigIps.get("ltm-1")).toEqual(fromFile.device);
    expect(topology.pairs.get("trunks")).toEqual({ ...fromFile.pair, name: "trunks" });
    expect(topology.pairs.get("again")).toEqual({ ...fromFile.pair, name: "again" });
    expect(declared.virtualIp).toMatchObject({ address: "192.0.2.10", networkName: "ltm-outside", port: 5060 });
  });

  test("has its virtual IP on the outside of the device, and gives no host a file", () => {
    const { topology, pair } = bigIpTopology();
    const { artifacts, deployments } = plan(topology);
    expect(virtualIpOf(pair, topology)).toEqual({
      address: "192.0.2.10",
      network: "ltm-outside",
      path: ["virtualIp"],
    });
    expect(deployments).toEqual([]);
    expect(artifacts.map(({ path }) => path).filter((path) => path.startsWith("big-ip/"))).toEqual([
      "big-ip/ltm-1/as3.json",
      "big-ip/ltm-1/declarative-onboarding.json",
      "big-ip/ltm-1/tmsh.txt",
      "big-ip/ltm-1/post",
    ]);
  });

  test("needs no script, reaction or alarm of its own", () => {
    const objects = JSON.parse(files()["configuration-layer/objects.json"]!);
    expect(objects.scripts).toEqual([]);
    expect(objects.applications.map(({ name }: { name: string }) => name)).toEqual(["SIP_South_B", "SIP_South_P"]);
    expect(
      objects.alarmConditions.every(({ reactionScripts }: { reactionScripts?: unknown }) => !reactionScripts),
    ).toBe(true);
  });

  test("has both servers use the virtual IP, and turns the backup's port test on if the version has it", () => {
    const options = (version: string) => {
      const { topology, pair } = bigIpTopology({ "genesys.sipServerVersion": version });
      return serversOf(pair).map((server) =>
        mergeServerOptions(bigIpServerOptions(topology, pair, server), pair, server)
          .filter(({ section }) => section === "TServer")
          .map(({ option, value }) => `${option}=${value}`),
      );
    };
    const both = (...more: string[]) => [more, more];
    const always = ["sip-address=192.0.2.10", "sip-port=5060", "sip-port-tls=5061"];
    expect(options("8.1.104.10")).toEqual(both("backup-sip-port-check=true", ...always));
    expect(options("8.1.101.0")).toEqual(both(...always));
  });

  test("may not turn that test off by an option of its own", () => {
    const changes = { "pairs.inbound.options": { TServer: { "backup-sip-port-check": false } } };
    const { findings } = evaluate(rules, [bigIpTopology(changes).topology]);
    expect(findings.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["option-contradicts", "pairs.inbound.options.TServer.backup-sip-port-check"],
    ]);
  });
});

describe("the declaration", () => {
  test("has an application for each pair of the environment, and a permanent id", () => {
    const { topology, device } = bigIpTopology(SECOND_PAIR);
    const { declaration } = as3Declaration(topology, device);
    expect(declaration).toMatchObject({ id: "sip-ha-dmz-ltm-1", updateMode: "selective", schemaVersion: "3.50.0" });
    expect(Object.keys(declaration.dmz as object)).toEqual(["class", "inbound", "outbound"]);
  });

  test("names no member's, monitor's or server's item after its place in a list", () => {
    const names = Object.keys(items());
    const moved = Object.keys(items({ [`${POOL}.snatExclusions`]: ["198.51.100.7", "203.0.113.0/24"] }));
    expect(moved).toEqual(names);
  });

  test("names items after an address if AS3 cannot change that: another address is another virtual address, and another node", () => {
    const named = (changes: Readonly<Record<string, unknown>>) => {
      const application = items(changes);
      const addresses = Object.entries<As3Item>(application).filter(([, item]) => item.class === "Service_Address");
      return [
        addresses,
        application.pool_sip_udp.members.map((one: { serverAddresses: string[] }) => one.serverAddresses),
      ];
    };
    const moved = { [`${POOL}.virtualIp`]: "192.0.2.20", "hosts.trunk-a.interfaces.eth1.address": "10.214.0.21" };
    const at = (virtualIp: string) => ({ class: "Service_Address", virtualAddress: virtualIp });
    expect(named({})).toEqual([[["vip_192_0_2_10", at("192.0.2.10")]], [["10.214.0.11"], ["10.214.0.12"]]]);
    expect(named(moved)).toEqual([[["vip_192_0_2_20", at("192.0.2.20")]], [["10.214.0.21"], ["10.214.0.12"]]]);
  });

  test("has no node with a name of its own, which AS3 3.55.0 refuses in the pools of several transports", () => {
    expect(JSON.stringify(items())).not.toContain('"servers"');
  });

  test("sets each key in which AS3's default would harm SIP", () => {
    const { pool_sip_udp, pool_sip_tcp, vs_sip_udp, vs_sip_tcp, profile_udp, mon_sip_tls } = items();
    expect(pool_sip_udp).toMatchObject({ serviceDownAction: "reselect", slowRampTime: 0, minimumMembersActive: 0 });
    expect(pool_sip_tcp).toMatchObject({ serviceDownAction: "reset", slowRampTime: 0, minimumMembersActive: 0 });
    expect([vs_sip_udp.persistenceMethods, vs_sip_tcp.persistenceMethods]).toEqual([[], []]);
    expect([vs_sip_udp.snat, vs_sip_tcp.snat]).toEqual(["none", "none"]);
    expect(profile_udp).toMatchObject({ datagramLoadBalancing: true, idleTimeout: 30 });
    expect(mon_sip_tls).toMatchObject({ protocol: "tls", interval: 2, timeout: 7, request: "", codesUp: [] });
  });

  test("has items for the transports of the pair, and separate ports for TLS", () => {
    const tcp = items({ "pairs.inbound.sip": { port: 5070, transports: ["tcp"] } });
    expect(Object.keys(tcp).filter((name) => /udp|tls/.test(name))).toEqual([]);
    expect([tcp.vs_sip_tcp.virtualPort, tcp.pool_sip_tcp.members[0].servicePort]).toEqual([5070, 5070]);
    const { vs_sip_tls, pool_sip_tls } = items();
    expect([vs_sip_tls.virtualPort, pool_sip_tls.members[1].servicePort]).toEqual([5061, 5061]);
    // TLS ends on the SIP Servers: the device has no certificate, and so no key.
    expect(vs_sip_tls).not.toHaveProperty("serverTLS");
  });

  test("prefers a member only if the environment asks for it", () => {
    const groups = (pool: { members: { priorityGroup: number }[] }) => pool.members.map((one) => one.priorityGroup);
    expect(groups(items().pool_sip_udp)).toEqual([0, 0]);
    const ranked = items({ [`${POOL}.memberPriority`]: "primary-first" });
    expect(groups(ranked.pool_sip_udp)).toEqual([10, 5]);
    expect(ranked.pool_sip_udp.minimumMembersActive).toBe(1);
  });

  test("forwards for each host separately, and translates except for peers that use the host's own address", () => {
    const { own_addresses, snat_vip, ...rest } = items();
    expect(own_addresses.records.map(({ key }: { key: string }) => key)).toEqual([
      "10.213.0.5/32",
      "10.214.0.11/32",
      "10.214.0.12/32",
      "203.0.113.0/24",
    ]);
    expect(snat_vip.snatAddresses).toEqual(["192.0.2.10"]);
    expect(rest["fwd_out_trunk-a"].virtualAddresses).toEqual([["0.0.0.0/0", "10.214.0.11/32"]]);
    expect(rest["fwd_in_trunk-b"].virtualAddresses).toEqual([["10.214.0.12/32", "0.0.0.0/0"]]);
    expect(rest.rule_outbound.iRule).toBe(
      "when CLIENT_ACCEPTED {\n  if { [class match [IP::local_addr] equals /dmz/inbound/own_addresses] } {\n    snat none\n  }\n}\n",
    );
  });
});

test("what a host sends by UDP is forgotten as soon as any flow of UDP, and other protocols are kept", () => {
  const own = items({ [`${POOL}.udpIdleTimeout`]: "12s" });
  const forwards = (name: string) => {
    const { layer4, virtualAddresses, snat, iRules, profileL4 } = own[name];
    return { layer4, virtualAddresses, snat, iRules, idleTimeout: own[profileL4.use].idleTimeout };
  };
  const same = {
    virtualAddresses: [["0.0.0.0/0", "10.214.0.11/32"]],
    snat: { use: "snat_vip" },
    iRules: ["rule_outbound"],
  };
  expect(forwards("fwd_out_trunk-a")).toEqual({ ...same, layer4: "any", idleTimeout: 300 });
  expect(forwards("fwd_udp_trunk-a")).toEqual({ ...same, layer4: "udp", idleTimeout: 12 });
  const connected = Object.keys(items({ "pairs.inbound.sip": { transports: ["tcp"] } }));
  expect(connected.filter((name) => /^fwd_udp|forward_udp/.test(name))).toEqual([]);
});

describe("peers that use the hosts' own addresses", () => {
  test("are the declared ones, the Management Layer and the other host, each once and with the reason", () => {
    const { topology, pair } = bigIpTopology({ [`${POOL}.snatExclusions`]: ["10.213.0.5", "10.213.0.5/32"] });
    expect(ownAddressPeers(serviceOf(topology, pair))).toEqual([
      {
        network: "10.213.0.5/32",
        what: "declared in snatExclusions; Solution Control Server SCS_South on mgmt-1; Message Server Message_Server_South on mgmt-1",
      },
      { network: "10.214.0.11/32", what: "SIP_South_P on trunk-a, for its peer" },
      { network: "10.214.0.12/32", what: "SIP_South_B on trunk-b, for its peer" },
    ]);
  });

  test.each([
    [[], false],
    [["0.0.0.0/0"], true],
    [["::/0"], false],
    [["0.0.0.0/1"], false],
    [["128.0.0.0/1", "0.0.0.0/1"], true],
    [["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3", "224.0.0.0/4"], false],
    [["0.0.0.0/1", "10.0.0.0/8", "128.0.0.0/2", "192.0.0.0/3", "224.0.0.0/4", "240.0.0.0/4"], true],
  ])("%j cover every address: %s", (networks, everything) => {
    expect(coverEverything(networks)).toBe(everything);
  });
});

describe("the longest outage", () => {
  const outage = (changes = {}) => {
    const { topology, pair } = bigIpTopology(changes);
    return longestOutages(topology, pair.highAvailability);
  };

  test("is the monitor's timeout after a switchover; after the loss of a host it is detection, allowances and an interval", () => {
    expect(outage()).toEqual({ switchover: 7_000, hostLoss: 20_600 });
  });

  test("is the timeout if that is longer than everything else", () => {
    const changes = { [`${POOL}.monitorTimeout`]: "61s", [`${POOL}.monitorInterval`]: "20s" };
    expect(outage(changes)).toEqual({ switchover: 61_000, hostLoss: 61_000 });
  });

  test("is unknown for the loss of a host without ADDP", () => {
    expect(outage({ "managementLayer.failureDetection": { addpTimeout: "0s" } })).toEqual({
      switchover: 7_000,
      hostLoss: undefined,
    });
  });

  test("is compared with the objective, whichever of the two it is", () => {
    const message = (changes: object) =>
      evaluate(rules, [bigIpTopology(changes as never).topology])
        .findings.filter(({ code }) => code === "recovery-time")
        .map(({ message: text }) => text);
    expect(message({ "pairs.inbound.recoveryTimeObjective": "20600ms" })).toEqual([]);
    expect(message({ "pairs.inbound.recoveryTimeObjective": "20s" })).toEqual([
      "recovery from the loss of a host takes up to 20.6s: detection 18s (2 x addpTimeout 9s + disconnectSwitchoverTimeout 0s), allowances for decision and new role 600ms, until the monitor finds the new primary 2s (monitorInterval 2s)",
    ]);
    expect(message({ "pairs.inbound.recoveryTimeObjective": "30s", [`${POOL}.monitorTimeout`]: "31s" })).toEqual([
      "recovery from the loss of a host takes up to 31s: until the monitor gives the lost server up 31s (monitorTimeout 31s)",
    ]);
  });
});

test("pairs behind a device with an invalid network are reported with the network, not the device", () => {
  const { notEvaluated } = resolve(bigIpDeclaration({ "networks.ltm-outside.cidr": "outside" }) as Declaration);
  expect(notEvaluated.map(({ path, reason }) => [path.join("."), reason])).toEqual([
    ["pairs.inbound", "its checks were not made, because network ltm-outside is not valid"],
  ]);
});

test("in an environment with an invalid device, the pairs behind it are reported with that", () => {
  const { findings, notEvaluated } = resolve(
    bigIpDeclaration({ "bigIps.ltm-1.management": "10.213.0.300" }) as Declaration,
  );
  expect(findings.map(({ code, path }) => [code, path.join(".")])).toEqual([
    ["invalid-address", "bigIps.ltm-1.management"],
  ]);
  expect(notEvaluated.map(({ path, reason }) => [path.join("."), reason])).toEqual([
    ["pairs.inbound", "its checks were not made, because BIG-IP ltm-1 is not valid"],
  ]);
});

test("a device without a pair behind it is written nowhere, and disturbs nothing", () => {
  const changes = {
    "pairs.inbound.backup": { application: "SIP_South_B", host: "trunk-a", ports: { tlib: 3001 } },
    "pairs.inbound.recoveryTimeObjective": REMOVED,
    "pairs.inbound.highAvailability": { singleHost: { seats: 5 } },
    acknowledge: REMOVED,
  };
  const topology = topologyOf(bigIpDeclaration(changes));
  const { findings, notEvaluated } = evaluate(rules, [topology]);
  expect([findings, notEvaluated]).toEqual([[], []]);
  expect(plan(topology).artifacts.filter(({ path }) => path.startsWith("big-ip/"))).toEqual([]);
});

test("a pair that moves to a device leaves nothing of its former option behind", () => {
  const changes = {
    "networks.ltm-outside": { cidr: "192.0.2.0/24", gateway: "192.0.2.1" },
    "bigIps.ltm-1": {
      management: "10.110.0.100",
      version: "17.1.0",
      network: { inside: "voice", outside: "ltm-outside", insideSelfIp: "10.120.0.1", outsideSelfIp: "192.0.2.2" },
    },
  };
  const before = topologyOf(sampleDeclaration(changes));
  const highAvailability = { bigIp: { device: "ltm-1", virtualIp: "192.0.2.10", snatExclusions: ["203.0.113.0/24"] } };
  const after = topologyOf(sampleDeclaration({ ...changes, "pairs.inbound.highAvailability": highAvailability }));
  const [had, has] = [before, after].map((topology) => plan(topology).artifacts.map(({ path }) => path));
  expect(had!.filter((path) => path.startsWith("hosts/")).length).toBeGreaterThan(4);
  expect(has!.filter((path) => !had!.includes(path)).every((path) => path.startsWith("big-ip/ltm-1/"))).toBe(true);
  expect(has!.filter((path) => path.startsWith("hosts/"))).toEqual([]);
  expect(plan(after).deployments).toEqual([]);
  expect(evaluate(rules, [after]).findings.filter(({ level }) => level === "error")).toEqual([]);
});

test("the runbook brings a pair that moves here to the device without what Terraform would do on its hosts", () => {
  const { topology } = bigIpTopology({ "bigIps.ltm-1.deployment": "terraform" });
  const runbook = textOf(plan(topology).artifacts.find(({ path }) => path === "runbook.md")!.content);
  expect(runbook).toContain(
    "as above, but with `sh big-ip/ltm-1/post deploy`: Terraform's apply would also remove the scripts of the earlier option from the hosts. As long as callers use the old address, nothing changes for them.",
  );
});

test("no file contains a possible password, or differs from one synth to the next", () => {
  const written = files();
  for (const [path, text] of Object.entries(written))
    if (!path.endsWith("post") && path !== "runbook.md")
      expect([path, text]).toEqual([path, expect.not.stringMatching(/passw|autogen/i)]);
  expect(files()).toEqual(written);
});
