import { describe, expect, test } from "vitest";
import { v } from "../../../lib/model/schema";
import { bigIpPoolDeclaration, pairsBehind } from "../../../lib/options/big-ip/model";
import { bigIpTopology, SECOND_PAIR } from "./big-ip-sample";

const read = (changes: Readonly<Record<string, unknown>>) =>
  v.safeParse(bigIpPoolDeclaration, { device: "ltm-1", virtualIp: "192.0.2.10", ...changes });

describe("a duration that is set on a device", () => {
  test.each([
    ["monitorInterval", "1s", "3600s"],
    ["monitorTimeout", "1s", "900s"],
    ["udpIdleTimeout", "1s", "86400s"],
    ["tcpIdleTimeout", "1s", "86400s"],
  ])("%s is from %s to %s, in whole seconds", (key, least, most) => {
    const isTaken = (duration: string) => read({ [key]: duration }).success;
    expect([least, most].map(isTaken)).toEqual([true, true]);
    expect(["0s", "1500ms", `${Number.parseInt(most, 10) + 1}s`].map(isTaken)).toEqual([false, false, false]);
  });
});

test("an address among the exclusions is a network of one address, in either version", () => {
  const { output } = read({ snatExclusions: ["203.0.113.7", "2001:db8::7", "203.0.113.0/24"] });
  expect((output as { snatExclusions: readonly string[] }).snatExclusions).toEqual([
    "203.0.113.7/32",
    "2001:db8::7/128",
    "203.0.113.0/24",
  ]);
});

test("a device has behind it only the pairs that name it", () => {
  const { topology, device } = bigIpTopology({
    ...SECOND_PAIR,
    "bigIps.ltm-2": {
      management: "10.213.0.101",
      version: "17.1.0",
      network: { inside: "ltm-inside", outside: "ltm-outside", insideSelfIp: "10.214.0.2", outsideSelfIp: "192.0.2.3" },
    },
    "pairs.outbound.highAvailability.bigIp.device": "ltm-2",
  });
  const behind = [device, topology.bigIps.get("ltm-2")!].map((one) =>
    pairsBehind(topology, one).map(({ name }) => name),
  );
  expect(behind).toEqual([["inbound"], ["outbound"]]);
});
