import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { bigIpDeclaration } from "../big-ip-sample";

const NETWORK = "bigIps.ltm-1.network";
const said = (changes = {}) => evaluateRule("big-ip-vlan", bigIpDeclaration(changes));

test("holds with one interface and tags, and with two interfaces without", () => {
  expect(said()).toEqual(HOLDS);
  const untagged = { [`${NETWORK}.tagged`]: false, [`${NETWORK}.insideInterface`]: "1.2" };
  expect(said(untagged)).toEqual(HOLDS);
  // Nobody has to declare a number that no frame carries.
  const numberless = { "networks.ltm-inside.vlan": REMOVED, "networks.ltm-outside.vlan": REMOVED };
  expect(said({ ...untagged, ...numberless })).toEqual(HOLDS);
});

test("one interface without tags is found", () => {
  expect(said({ [`${NETWORK}.tagged`]: REMOVED })).toEqual({
    found: [
      {
        path: `${NETWORK}.outsideInterface`,
        message: "both sides of BIG-IP ltm-1 are on interface 1.1, without tags",
        found: "1.1",
        allowed: "two interfaces, or tagged: true",
        fix: "add tagged: true, and vlan to both networks; or name the second interface",
      },
    ],
    notEvaluated: [],
  });
});

test("tags without a number are found", () => {
  expect(said({ "networks.ltm-inside.vlan": REMOVED }).found).toEqual([
    {
      path: "networks.ltm-inside",
      message: "frames of network ltm-inside have a tag on BIG-IP ltm-1, but its vlan is not declared",
      found: "no vlan",
      allowed: "1 to 4094",
      fix: "add vlan, the tag",
    },
  ]);
});

test("one network on both sides is found", () => {
  expect(said({ [`${NETWORK}.outside`]: "ltm-inside" }).found).toEqual([
    {
      path: `${NETWORK}.outside`,
      message: "both sides of BIG-IP ltm-1 are on network ltm-inside",
      found: "ltm-inside",
      allowed: "a network other than the inside",
      fix: "name the network that virtual IPs belong to",
    },
  ]);
});

test.each(["inside", "outside"])("is not evaluated if the %s interface is not declared", (side) => {
  expect(said({ [`${NETWORK}.${side}Interface`]: REMOVED })).toEqual({
    found: [],
    notEvaluated: [
      {
        path: NETWORK,
        reason:
          "insideInterface and outsideInterface are not both declared; a missing one is written as 1.2 inside, 1.1 outside, as in F5's examples",
        fix: "declare the interfaces or trunks that the cables are in",
      },
    ],
  });
});

test("one VLAN on both sides is found, with tags and without", () => {
  const found = [
    {
      path: "networks.ltm-outside.vlan",
      message: "both sides of BIG-IP ltm-1, network ltm-inside and network ltm-outside, are in VLAN 351",
      found: "351",
      allowed: "a VLAN other than that of the inside",
      fix: "correct the number that is wrong, or give the outside a VLAN of its own",
    },
  ];
  expect(said({ "networks.ltm-outside.vlan": 351 })).toEqual({ found, notEvaluated: [] });
  const untagged = { [`${NETWORK}.tagged`]: false, [`${NETWORK}.insideInterface`]: "1.2" };
  expect(said({ ...untagged, "networks.ltm-outside.vlan": 351 })).toEqual({ found, notEvaluated: [] });
});
