import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6, REMOVED } from "../../../sample-declaration";

const PATH = "networks.voice.switching.acceptsGratuitousArp";

test("holds if the network accepts it, and if no virtual IP is on the network", () => {
  expect(evaluateSample("gratuitous-arp", { [PATH]: true })).toEqual(HOLDS);
  expect(evaluateSample("gratuitous-arp", { [PATH]: false, pairs: REMOVED })).toEqual(HOLDS);
});

test("is not evaluated if it is not declared", () => {
  expect(evaluateSample("gratuitous-arp")).toEqual({
    found: [],
    notEvaluated: [
      {
        path: "networks.voice",
        reason: "it is not declared whether the equipment accepts gratuitous ARP",
        fix: "ask those who run the network, and declare switching.acceptsGratuitousArp",
      },
    ],
  });
});

test("a network that ignores it is found", () => {
  expect(evaluateSample("gratuitous-arp", { [PATH]: false })).toEqual({
    found: [
      {
        path: PATH,
        message:
          "the equipment ignores gratuitous ARP; only the gateway, which is asked directly, would learn of a move at once",
        found: "false",
        allowed: "true",
        fix: "make the equipment accept it on this VLAN, or choose an option without a virtual IP",
      },
    ],
    notEvaluated: [],
  });
});

test("an IPv6 virtual IP needs none", () => {
  expect(evaluateSample("gratuitous-arp", IPV6)).toEqual(HOLDS);
});
