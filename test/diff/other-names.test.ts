import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { singleHostDeclaration } from "../options/single-host/single-host-sample";
import { POOL, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { REMOVED, sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { READY } from "./steps-of";

type Pairs = Readonly<Record<string, Readonly<Record<string, object>>>>;

const diff = (was: object, is: object) => environmentDiff(snapshotOf(topologyOf(was)), snapshotOf(topologyOf(is)));
const firstLines = (steps: readonly string[]) => steps.map((step) => step.split("\n")[0]!);

/** The steps that stop, install and start servers, and point callers elsewhere. */
const servers = (was: object, is: object) =>
  firstLines(diff(was, is).order).filter((step) =>
    /: stop |: start |: restart |: switch |Install SIP|HA sync|Point/.test(step),
  );

const host = (lastByte: string) => ({
  os: "linux",
  interfaces: {
    eth0: { network: "management", address: `10.110.0.${lastByte}` },
    eth1: { network: "voice", address: `10.120.0.${lastByte}` },
  },
});

const HOSTS = { "hosts.sip-c": host("13"), "hosts.sip-d": host("14") };
const base = sampleDeclaration(HOSTS);
const { inbound } = base.pairs as Pairs;

/** The sample with its pair renamed, and with values replaced. */
const renamed = (changes: Readonly<Record<string, unknown>> = {}) =>
  sampleDeclaration({
    ...HOSTS,
    "pairs.inbound": REMOVED,
    "pairs.incoming": structuredClone(inbound),
    ...changes,
  });

describe("a renamed pair", () => {
  test("keeps its servers running if only its scripts have another name", () => {
    expect(servers(base, renamed())).toEqual([]);
    expect(firstLines(diff(base, renamed()).order)).toContain(
      "Pair incoming: prove its scripts on the hosts, as its chapter in the runbook says.",
    );
  });

  test("needs no step if it has no scripts", () => {
    const one = singleHostDeclaration();
    const other = { ...one, pairs: { other: (one.pairs as Pairs).inbound } };
    const { effect, order, changes } = diff(one, other);
    expect([effect, order]).toEqual([
      "none",
      ["Nothing is installed, imported or restarted: keep the files of the new output."],
    ]);
    expect(changes.map(({ path, because }) => [path.join("."), because])).toEqual([
      ["pairs.inbound", "it goes on as other"],
      ["pairs.other", "it is pair inbound under another name"],
    ]);
  });

  test("behind SIP Proxies has its servers restarted one after the other, because the DN has its name if none is declared", () => {
    const moved = (declaration: Readonly<Record<string, unknown>>) => ({
      ...declaration,
      pairs: { incoming: (declaration.pairs as Pairs).inbound },
    });
    const named = sipProxyDeclaration({ [`${POOL}.outboundProxyDn`]: "pool" });
    expect(diff(sipProxyDeclaration(), moved(sipProxyDeclaration())).changes.map(({ effect }) => effect)).toEqual([
      "none",
      "unknown",
    ]);
    expect(servers(sipProxyDeclaration(), moved(sipProxyDeclaration())).map((step) => step.slice(0, 40))).toEqual([
      "Pair incoming: restart SIP_In_B, the bac",
      "Pair incoming: switch SIP_In_P over, as ",
      "Pair incoming: restart SIP_In_P, which i",
    ]);
    expect(diff(named, moved(named)).effect).toBe("none");
  });

  test("has its other changes made as under its own name", () => {
    const install =
      "Install SIP Server on sip-c as its own documentation says, and a Local Control Agent if there is none.";
    expect(servers(base, renamed({ "pairs.incoming.sip.port": 5080 }))).toEqual([
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      "Pair incoming: start SIP_In_P, then SIP_In_B, and wait until both are started.",
      "pairs.incoming: Point callers and gateways at the new port.",
    ]);
    expect(servers(base, renamed({ "pairs.incoming.backup.host": "sip-c" }))).toEqual([
      `pairs.incoming: ${install}`,
      "Pair inbound: stop SIP_In_B, the backup.",
      `Pair incoming: start SIP_In_B, and wait until ${READY}.`,
    ]);
  });
});

test("servers that exchange roles are installed where they were not, and their cluster is changed and stays", () => {
  const swapped = sampleDeclaration({
    ...HOSTS,
    "pairs.inbound.primary": inbound!.backup,
    "pairs.inbound.backup": inbound!.primary,
  });
  const crossed = sampleDeclaration({
    ...HOSTS,
    "pairs.inbound.primary.host": "sip-b",
    "pairs.inbound.backup.host": "sip-a",
  });
  expect(
    [swapped, crossed].map((is) => servers(base, is).filter((step) => step.includes("Install SIP")).length),
  ).toEqual([0, 2]);
  const cluster = nlbDeclaration();
  const { primary, backup } = (cluster.pairs as Pairs).inbound!;
  const roles = { "pairs.inbound.primary": backup, "pairs.inbound.backup": primary };
  const steps = firstLines(diff(cluster, nlbDeclaration(roles)).order).join("\n");
  expect(steps).toContain("Bring the cluster to the declared state");
  expect(steps).not.toContain("remove the cluster");
});

describe("pairs that are merged or split", () => {
  const two = sampleDeclaration({
    ...HOSTS,
    "pairs.outbound": {
      ...structuredClone(inbound),
      primary: { application: "SIP_Out_P", host: "sip-c" },
      backup: { application: "SIP_Out_B", host: "sip-d" },
      highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
    },
  });
  const one = sampleDeclaration({
    ...HOSTS,
    "pairs.inbound": REMOVED,
    "pairs.all": { ...structuredClone(inbound), backup: { application: "SIP_Out_B", host: "sip-d" } },
  });

  test("have every server stopped before its redundancy changes, say which for good, and keep the Switch of known servers", () => {
    expect(servers(two, one)).toEqual([
      "Pair inbound: stop SIP_In_B and SIP_In_P, SIP_In_B for good.",
      "Pair outbound: stop SIP_Out_B and SIP_Out_P, SIP_Out_P for good.",
      "Pair all: start SIP_In_P, then SIP_Out_B, and wait until both are started.",
    ]);
  });

  test("have each server stopped once, and have new servers installed, which get their Switch from their primaries", () => {
    const apart = sampleDeclaration({
      ...HOSTS,
      "pairs.inbound": REMOVED,
      "pairs.first": { ...structuredClone(inbound), backup: { application: "SIP_1_B", host: "sip-c" } },
      "pairs.second": {
        ...structuredClone(inbound),
        primary: { application: "SIP_In_B", host: "sip-b" },
        backup: { application: "SIP_2_B", host: "sip-d" },
        highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
      },
    });
    expect(servers(base, apart)).toEqual([
      "pairs.first: Install SIP Server on sip-c as its own documentation says, and a Local Control Agent if there is none.",
      "pairs.second: Install SIP Server on sip-d as its own documentation says, and a Local Control Agent if there is none.",
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      "pairs.first: On SIP_1_B, tick HA sync, as chapter 2 of the runbook says.",
      "pairs.second: On SIP_2_B, tick HA sync, as chapter 2 of the runbook says.",
      "Pair first: start SIP_In_P, then SIP_1_B, and wait until both are started.",
      "Pair second: start SIP_In_B, then SIP_2_B, and wait until both are started.",
      "pairs.second: Point callers, gateways and DNS at 10.120.0.20.",
    ]);
  });
});

test("a renamed pair that moves to another option is named once in the window", () => {
  const { pairs } = sipProxyDeclaration() as { pairs: Record<string, object> };
  expect(diff(sampleDeclaration(), sipProxyDeclaration({ pairs: { incoming: pairs.inbound } })).order).toContain(
    "Do all of it in a maintenance window: callers cannot reach incoming for a time.",
  );
});

test("a pair that comes with its own servers is not the same as a pair that goes", () => {
  const fresh = {
    primary: { application: "SIP_New_P", host: "sip-c" },
    backup: { application: "SIP_New_B", host: "sip-d" },
    sip: { port: 5060, transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
  };
  const { order, changes } = diff(
    base,
    sampleDeclaration({ ...HOSTS, "pairs.inbound": REMOVED, "pairs.fresh": fresh }),
  );
  expect(changes.map(({ path, kind, effect }) => [path.join("."), kind, effect])).toEqual([
    ["pairs.fresh", "added", "none"],
    ["pairs.inbound", "removed", "outage"],
  ]);
  expect(firstLines(order)).toContain("Pair inbound: stop SIP_In_B and SIP_In_P, for good.");
  expect(order.join("\n")).toContain("Pair fresh is not in service yet: ");
});
