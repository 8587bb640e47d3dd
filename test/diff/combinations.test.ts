import { describe, expect, test } from "vitest";
import { effectWords } from "../../lib/diff/diff-summary";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { REMOVED, sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const linux = (lastByte: string) => ({
  os: "linux",
  interfaces: {
    eth0: { network: "management", address: `10.110.0.${lastByte}` },
    eth1: { network: "voice", address: `10.120.0.${lastByte}` },
  },
  connection: { ssh: { user: "genesys", becomeRoot: "sudo" } },
});

/** Two pairs, each of whose hosts is primary for one and backup for the other, and a host that nobody uses. */
const CROSSWISE = {
  "hosts.sip-c": linux("13"),
  "pairs.outbound": {
    primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3100 } },
    backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3100 } },
    sip: { port: 5070, transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
  },
};

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

const CHANGES: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["another virtual IP", { [`${TAKEOVER}.virtualIp`]: "10.120.0.30" }],
  ["another address of the primary's host", { "hosts.sip-a.interfaces.eth1.address": "10.120.0.111" }],
  ["another address of the backup's host", { "hosts.sip-b.interfaces.eth1.address": "10.120.0.112" }],
  ["another host of the primary", { "pairs.inbound.primary.host": "sip-c" }],
  ["another host of the backup", { "pairs.inbound.backup.host": "sip-c" }],
  ["another version", { "genesys.sipServerVersion": "8.1.104.20" }],
  ["a watchdog", { [`${TAKEOVER}.watchdog`]: {} }],
  ["another source address", { [`${TAKEOVER}.sourceAddress`]: "virtual-ip" }],
  ["a host without its connection", { "hosts.sip-b.connection": REMOVED }],
];

const COMBINATIONS = CHANGES.flatMap(([one, changes], index) =>
  CHANGES.slice(index + 1).flatMap(([other, more]) => {
    const both = { ...changes, ...more };
    const isOneHost = "pairs.inbound.primary.host" in both && "pairs.inbound.backup.host" in both;
    return isOneHost ? [] : [[one, other, both] as const];
  }),
);

const was = snapshotOf(topologyOf(sampleDeclaration(CROSSWISE)));

describe.each(COMBINATIONS)("%s with %s", (_one, _other, changes) => {
  const is = snapshotOf(topologyOf(sampleDeclaration({ ...CROSSWISE, ...changes })));
  test.each([
    ["there", was, is],
    ["back", is, was],
  ])("has a summary that matches its order, %s", (_way, from, to) => {
    const diff = environmentDiff(from, to);
    const { order } = diff;
    const of = (step: RegExp) => order.flatMap((one) => step.exec(one)?.[1] ?? []);
    const unserved = new Set([...of(/^Pair (\S+): Release/), ...of(/^Pair (\S+): stop \S+ and/)]);
    const window = order.find((step) => step.startsWith("Do all of it in a maintenance window"))!;
    const told = /callers cannot reach (.+?) for a time/.exec(window)?.[1]?.split(", ") ?? [];
    expect(told).toEqual(expect.arrayContaining([...unserved]));
    for (const pair of told)
      expect(effectWords(diff)).toMatch(new RegExp(`(outage of|unknown effect on) [^;]*${pair}`));
    const start = order.findIndex((step) => /^Pair \S+: start /.test(step));
    const installed = order.findLastIndex((step) => /^(Install on|Terraform does not reach)/.test(step));
    if (unserved.size > 0 && start >= 0) expect(installed).toBeLessThan(start);
  });
});
