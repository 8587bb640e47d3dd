import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { singleHostDeclaration } from "../options/single-host/single-host-sample";
import { NLB, nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { REMOVED, sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { firstLinesOf, stepsOf } from "./steps-of";

const linux = (lastByte: string) => ({
  os: "linux",
  interfaces: {
    eth0: { network: "management", address: `10.110.0.${lastByte}` },
    eth1: { network: "voice", address: `10.120.0.${lastByte}` },
  },
});

const BY_HAND = { "hosts.sip-a.connection": REMOVED, "hosts.sip-b.connection": REMOVED };
const byHand = (changes: Readonly<Record<string, unknown>> = {}) => sampleDeclaration({ ...BY_HAND, ...changes });
const about = (steps: readonly string[], what: RegExp) => steps.filter((step) => what.test(step));

describe("a host that Terraform does not reach", () => {
  const removal = (host: string) =>
    `Terraform does not reach ${host}, which gets no more files: run \`sh /opt/genesys/sip-ha/deploy-staging remove manual\` as root. The removal is refused while a virtual IP is up there.`;

  test.each([
    ["stays without its pair", byHand({ pairs: {} }), ["sip-a", "sip-b"]],
    ["goes with its pair", byHand({ pairs: {}, "hosts.sip-a": REMOVED, "hosts.sip-b": REMOVED }), ["sip-a", "sip-b"]],
    [
      "is no longer the primary's, and goes",
      byHand({ "hosts.sip-a": REMOVED, "hosts.sip-c": linux("13"), "pairs.inbound.primary.host": "sip-c" }),
      ["sip-a"],
    ],
    ["moves to an option without scripts", { ...singleHostDeclaration(BY_HAND) }, ["sip-a", "sip-b"]],
  ])("has its scripts removed by its installer if it %s", (_, is, hosts) => {
    const steps = stepsOf(byHand(), is);
    expect(about(steps, /gets no more files/)).toEqual(hosts.map(removal));
    expect(about(steps, /Copy the folder `hosts\/sip-a`/)).toEqual([]);
  });

  test("has them removed too if the whole environment is removed, and Terraform destroys nothing if it reaches none", () => {
    const gone = (declaration: object) => environmentDiff(snapshotOf(topologyOf(declaration)), undefined).order;
    const some = gone(sampleDeclaration({ "hosts.sip-b.connection": REMOVED })).slice(-3, -1);
    expect(some).toEqual([
      "In the folder of the earlier output, before you remove it:\n```sh\nterraform destroy\n```\nThis removes what is installed on sip-a. It is refused while a virtual IP is up there.",
      "Terraform does not reach sip-b: run `sh /opt/genesys/sip-ha/deploy-staging remove manual` as root.",
    ]);
    expect(gone(byHand()).join()).not.toContain("terraform");
  });

  test("has them removed by hand before Terraform destroys the others, if Terraform asks for its password", () => {
    const asked = { winrm: { user: "Administrator" } };
    const gone = (connections: Readonly<Record<string, unknown>>) =>
      environmentDiff(snapshotOf(topologyOf(sampleDeclaration({ ...windowsPair(), ...connections }))), undefined).order;
    const [byHandFirst, destroy] = gone({ "hosts.sip-a.connection": asked }).slice(-3, -1);
    expect(byHandFirst).toMatch(
      /^When Terraform destroys, it may not use a variable, so it removes nothing from sip-a\. Before you destroy, on sip-a run `.* remove <hash>`/,
    );
    expect(destroy).toBe(
      "In the folder of the earlier output, before you remove it:\n```sh\nterraform destroy\n```\nThis removes what is installed on sip-b. It is refused while a virtual IP is up there.",
    );
    const [both, nothing] = gone({ "hosts.sip-a.connection": asked, "hosts.sip-b.connection": asked }).slice(-3, -1);
    expect(both).toContain("removes nothing from sip-a, sip-b. Before you destroy, ");
    expect(nothing).toBe("In the folder of the earlier output, before you remove it:\n```sh\nterraform destroy\n```");
    expect(gone({}).join("\n")).not.toContain("it may not use a variable");
  });

  test("comes before the hosts that Terraform reaches if it is a backup's", () => {
    const unreached = sampleDeclaration({ "hosts.sip-b.connection": REMOVED });
    const is = sampleDeclaration({
      "hosts.sip-b.connection": REMOVED,
      "pairs.inbound.highAvailability.ipAddressTakeover.announcements": 7,
    });
    expect(firstLinesOf(unreached, is).map((step) => step.slice(0, 32))).toEqual([
      "Terraform does not reach sip-b. ",
      "Install on sip-a, in `stacks/sta",
      "Check that nothing is left to do",
    ]);
  });
});

test("a host that a server leaves has its files before that server is started, even if another pair's primary waits", () => {
  const second = (changes: object) => ({
    "hosts.sip-c": { ...linux("13"), connection: { ssh: { user: "genesys", becomeRoot: "sudo" } } },
    "hosts.sip-d": { ...linux("14"), connection: { ssh: { user: "genesys", becomeRoot: "sudo" } } },
    "pairs.outbound": {
      primary: { application: "SIP_Out_P", host: "sip-c" },
      backup: { application: "SIP_Out_B", host: "sip-d" },
      sip: { transports: ["udp"] },
      highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice", ...changes } },
    },
  });
  const steps = firstLinesOf(
    sampleDeclaration(second({})),
    sampleDeclaration({
      ...second({ sourceAddress: "virtual-ip" }),
      "hosts.sip-a.interfaces": { eth0: linux("11").interfaces.eth0, bond0: linux("11").interfaces.eth1 },
      "pairs.inbound.highAvailability.ipAddressTakeover.conflictPolicy": "probe-first",
    }),
  );
  expect(about(steps, /^Install on|start SIP_In_P|switch SIP_Out_P/).map((step) => step.slice(0, 46))).toEqual([
    "Install on sip-a, sip-b, sip-d only, in `stack",
    "Pair inbound: start SIP_In_P, and wait until b",
    'Pair outbound: switch SIP_Out_P over, as in "M',
    "Install on sip-c only, in `stacks/staging`; Te",
  ]);
});

test("a host that no longer serves a pair by scripts is listed as one to be cleared, beside those that get some", () => {
  const sipC = { ...linux("13"), connection: { ssh: { user: "genesys", becomeRoot: "sudo" } } };
  const steps = firstLinesOf(
    sampleDeclaration({ "hosts.sip-c": sipC }),
    sampleDeclaration({ "hosts.sip-c": sipC, "pairs.inbound.backup.host": "sip-c" }),
  );
  expect(about(steps, /in `stacks/)).toEqual([
    "Install on sip-c, sip-a and remove from sip-b what is installed there, in `stacks/staging`; Terraform takes the backups' hosts before the primaries':",
  ]);
  const alone = {
    "hosts.sip-c": sipC,
    "pairs.inbound.primary": { application: "SIP_In_P", host: "sip-c" },
    "pairs.inbound.backup": { application: "SIP_In_B", host: "sip-c", ports: { tlib: 3001 } },
    "pairs.inbound.highAvailability": { singleHost: { seats: 20 } },
  };
  expect(about(firstLinesOf(sampleDeclaration(), sampleDeclaration(alone)), /in `stacks/)).toEqual([
    "Remove from sip-a, sip-b what is installed there, in `stacks/staging`; Terraform takes the backups' hosts before the primaries':",
  ]);
});

describe("a device whose declaration Terraform brings", () => {
  const behind = bigIpDeclaration({
    "bigIps.ltm-1.deployment": "terraform",
    "bigIps.ltm-1.certificateAuthorityFile": "ca.pem",
  });
  const takeover = {
    ...behind,
    pairs: {
      inbound: {
        ...(behind.pairs as Record<string, object>).inbound,
        highAvailability: { ipAddressTakeover: { virtualIp: "10.214.0.10", network: "ltm-inside" } },
      },
    },
  };

  test("is applied even if the hosts are copied by hand, on the way there and back", () => {
    for (const [was, is] of [
      [behind, takeover],
      [takeover, behind],
    ] as const)
      expect(about(stepsOf(was, is), /^Apply, in `stacks\/dmz`/)).toHaveLength(1);
  });

  test("is a target of the first of two applies", () => {
    const hosts = (lastByte: string) => ({
      os: "linux",
      interfaces: { eth0: { network: "ltm-inside", address: `10.214.0.${lastByte}` } },
      connection: { ssh: { user: "genesys", becomeRoot: "sudo" } },
    });
    const both = (monitorInterval: string, sourceAddress: string) => ({
      ...behind,
      hosts: { ...(behind.hosts as object), "sip-c": hosts("33"), "sip-d": hosts("34") },
      pairs: {
        inbound: (({ highAvailability, ...pair }) => ({
          ...pair,
          highAvailability: { bigIp: { ...highAvailability.bigIp, monitorInterval } },
        }))((behind.pairs as Record<string, { highAvailability: { bigIp: object } }>).inbound!),
        outbound: {
          primary: { application: "SIP_Out_P", host: "sip-c" },
          backup: { application: "SIP_Out_B", host: "sip-d" },
          sip: { transports: ["udp"] },
          highAvailability: {
            ipAddressTakeover: { virtualIp: "10.214.0.30", network: "ltm-inside", sourceAddress },
          },
        },
      },
    });
    const steps = stepsOf(both("2s", "host"), both("3s", "virtual-ip"));
    expect(about(steps, /^Install on/)).toHaveLength(2);
    expect(about(steps, /^Install on/)[0]).toContain("-target=null_resource.sip-d -target=bigip_as3.ltm-1\n");
  });
});

test("what people bring to a device or to those who run the network is in place before a server is started", () => {
  const moved = bigIpDeclaration({ "hosts.trunk-a.interfaces.eth1.address": "10.214.0.21" });
  for (const [was, is] of [
    [bigIpDeclaration(), moved],
    [nlbDeclaration(), nlbDeclaration({ [`${NLB}.virtualIp`]: "10.120.0.20" })],
  ] as const) {
    const steps = firstLinesOf(was, is);
    const [brought, started] = [/^Bring these/, /^Pair inbound: start/].map((what) =>
      steps.findIndex((step) => what.test(step)),
    );
    expect(brought).toBeGreaterThan(0);
    expect(started).toBeGreaterThan(brought!);
  }
});
