import { describe, expect, test } from "vitest";
import { NLB, nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { furtherInterfaces, furtherPair, sampleDeclaration } from "../sample-declaration";
import { firstLinesOf } from "./steps-of";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";
const about = (steps: readonly string[], what: RegExp) => steps.filter((step) => what.test(step));

describe("hosts that a pair already has", () => {
  test("are prepared for a cluster once, and other hosts when they come", () => {
    const windows = (lastByte: string) => ({
      os: "windows",
      interfaces: {
        Management: { network: "management", address: `10.110.0.${lastByte}` },
        "Local Area Connection 2": { network: "voice", address: `10.120.0.${lastByte}` },
      },
    });
    const hosts = { "hosts.sip-c": windows("13"), "hosts.sip-d": windows("14") };
    const was = nlbDeclaration(hosts);
    const prepared = (changes: Readonly<Record<string, unknown>>) =>
      about(firstLinesOf(was, nlbDeclaration({ ...hosts, ...changes })), /add the feature/);
    expect(prepared({ [`${NLB}.virtualIp`]: "10.120.0.99" })).toEqual([]);
    expect(prepared({ "pairs.inbound.primary.host": "sip-c", "pairs.inbound.backup.host": "sip-d" })).toEqual([
      "Pair inbound: On sip-c and sip-d, add the feature, because the installer asks for nlb.exe:",
    ]);
  });

  test("have their scripts proved if these are moved or renamed, but not for another virtual IP", () => {
    const hosts = {
      "hosts.sip-c": { os: "linux", interfaces: furtherInterfaces(13) },
      "hosts.sip-d": { os: "linux", interfaces: furtherInterfaces(14) },
    };
    const proved = (changes: Readonly<Record<string, unknown>>) =>
      about(firstLinesOf(sampleDeclaration(hosts), sampleDeclaration({ ...hosts, ...changes })), /prove its scripts/);
    expect(proved({ [`${TAKEOVER}.virtualIp`]: "10.120.0.99" })).toEqual([]);
    expect(proved({ "pairs.inbound.primary.host": "sip-c", "pairs.inbound.backup.host": "sip-d" })).toEqual([
      "Pair inbound: prove its scripts on the hosts, as its chapter in the runbook says; its servers stay stopped.",
    ]);
  });
});

test("on a renumbered network have the pairs released whose virtual IP is on it", () => {
  const second = furtherPair(
    "outbound",
    "SIP_Out",
    [
      ["sip-c", 13],
      ["sip-d", 14],
    ],
    { virtualIp: "10.110.0.20", network: "management" },
  );
  const released = (changes: Readonly<Record<string, unknown>>) =>
    about(
      firstLinesOf(sampleDeclaration(second), sampleDeclaration({ ...second, ...changes })),
      /^Pair \w+: Release the virtual IP/,
    ).map((step) => step.slice(0, "Pair outbound: Rel".length).split(":")[0]);
  expect(released({ "networks.voice.cidr": "10.120.0.0/23" })).toEqual(["Pair inbound"]);
  expect(released({ "networks.management.cidr": "10.110.0.0/23" })).toEqual(["Pair outbound"]);
});
