import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6, REMOVED } from "../../../sample-declaration";

const LIMIT = "networks.voice.switching.arpPacketsPerSecond";
const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

test("is not evaluated if the limit is not declared", () => {
  expect(evaluateSample("arp-burst")).toEqual({
    found: [],
    notEvaluated: [
      {
        path: "networks.voice",
        reason: "the number of ARP packets a second that the switch ports take is not declared",
        fix: "ask those who run the switches, and declare switching.arpPacketsPerSecond",
      },
    ],
  });
});

test("holds at the limit: for two runs, two announcements each, the gateway's question and the watcher's probe", () => {
  expect(evaluateSample("arp-burst", { [LIMIT]: 8 })).toEqual(HOLDS);
});

test("a limit below that is found for each host", () => {
  const found = (host: string) => ({
    path: LIMIT,
    message: `host ${host} sends up to 8 ARP packets in a second when all its virtual IPs move to it at once`,
    found: "7",
    allowed: "at least 8, or no limit on this port",
    fix: "raise the limit or trust the port on the switch, or spread the pairs over more hosts",
  });
  expect(evaluateSample("arp-burst", { [LIMIT]: 7 })).toEqual({
    found: [found("sip-a"), found("sip-b")],
    notEvaluated: [],
  });
});

test("a network without a gateway needs one packet less for each run", () => {
  expect(evaluateSample("arp-burst", { [LIMIT]: 6, "networks.voice.gateway": REMOVED })).toEqual(HOLDS);
});

test("a policy that asks first needs five packets for the question, and has no watcher", () => {
  const changes = { [LIMIT]: 10, [`${TAKEOVER}.conflictPolicy`]: "probe-first" };
  expect(evaluateSample("arp-burst", changes).found.map((one) => one.allowed)).toEqual([
    "at least 11, or no limit on this port",
    "at least 11, or no limit on this port",
  ]);
});

test("the virtual IPs of several pairs on a host add up", () => {
  const said = evaluateSample("arp-burst", {
    [LIMIT]: 15,
    "pairs.outbound": {
      primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3100 } },
      backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3100 } },
      sip: { port: 5070, transports: ["udp"] },
      highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
    },
  });
  expect(said.found.map((one) => one.message)).toEqual(
    ["sip-a", "sip-b"].map(
      (host) => `host ${host} sends up to 16 ARP packets in a second when all its virtual IPs move to it at once`,
    ),
  );
});

test("an IPv6 virtual IP sends no ARP", () => {
  expect(evaluateSample("arp-burst", { ...IPV6, [LIMIT]: 1 })).toEqual(HOLDS);
});
