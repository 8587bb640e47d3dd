import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-address-family", bigIpDeclaration(changes));

test("holds with IPv4", () => {
  expect(said()).toEqual(HOLDS);
});

test("IPv6 is found everywhere, each place once", () => {
  const changes = {
    ...SECOND_PAIR,
    "networks.ltm-inside": { cidr: "2001:db8:3::/64", gateway: "2001:db8:3::1" },
    "networks.ltm-outside": { cidr: "2001:db8:1::/64", gateway: "2001:db8:1::1" },
    "pairs.inbound.highAvailability.bigIp.virtualIp": "2001:db8:1::10",
    "pairs.inbound.highAvailability.bigIp.snatExclusions": ["203.0.113.0/24", "2001:db8:2::/64"],
  };
  expect(said(changes)).toEqual({
    found: [
      ["pairs.inbound.highAvailability.bigIp.virtualIp", "2001:db8:1::10"],
      ["pairs.inbound.highAvailability.bigIp.snatExclusions.1", "2001:db8:2::/64"],
      ["networks.ltm-inside.cidr", "2001:db8:3::/64"],
      ["networks.ltm-outside.cidr", "2001:db8:1::/64"],
    ].map(([path, found]) => ({
      path,
      message: `${found} is IPv6, and nothing is written for IPv6 behind a BIG-IP`,
      found,
      allowed: "IPv4",
      fix: "use IPv4 for pairs behind a BIG-IP",
    })),
    notEvaluated: [],
  });
});
