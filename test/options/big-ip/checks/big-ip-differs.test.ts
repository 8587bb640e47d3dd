import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const CODE = "big-ip-differs";
const DEVICE = "bigIps.ltm-1";
const dmz = bigIpDeclaration();
const other = (changes: Readonly<Record<string, unknown>> = {}) =>
  bigIpDeclaration({ environment: "dmz-2", ...changes });
/** The place, what is said about the device, what was found, and what the first environment has. */
const outline = (changes: Readonly<Record<string, unknown>>) =>
  evaluateRule(CODE, dmz, other(changes)).found.map(({ path, message, found, allowed }) => [
    path,
    String(message).replace("BIG-IP ltm-1 at 10.213.0.100 has ", "").replace(" in environment dmz", ""),
    found,
    allowed,
  ]);

describe("holds", () => {
  test("if both say the same about the device, or one says nothing", () => {
    expect(evaluateRule(CODE, dmz, other())).toEqual(HOLDS);
    const silent = { [`${DEVICE}.network.insideInterface`]: undefined, [`${DEVICE}.network.tagged`]: true };
    expect(evaluateRule(CODE, dmz, other(silent))).toEqual(HOLDS);
    expect(evaluateRule(CODE, other(silent), dmz)).toEqual(HOLDS);
  });

  test("for another gateway of the inside, which is the device itself", () => {
    expect(evaluateRule(CODE, dmz, other({ "networks.ltm-inside.gateway": "10.214.0.254" }))).toEqual(HOLDS);
  });

  test("for another device of that name, and for one that another name is found for", () => {
    const elsewhere = { [`${DEVICE}.management`]: "10.213.0.101", [`${DEVICE}.version`]: "16.1.0" };
    expect(evaluateRule(CODE, dmz, other(elsewhere))).toEqual(HOLDS);
  });

  test("for what each environment has for itself: tenant, deployment and account", () => {
    const own = { [`${DEVICE}.tenant`]: "South_2", [`${DEVICE}.user`]: "as3" };
    expect(evaluateRule(CODE, dmz, other(own))).toEqual(HOLDS);
  });
});

test("a device with two versions is found in the second environment", () => {
  expect(evaluateRule(CODE, dmz, other({ [`${DEVICE}.version`]: "16.1.0" }))).toEqual({
    found: [
      {
        environment: "dmz-2",
        path: `${DEVICE}.version`,
        message: "BIG-IP ltm-1 at 10.213.0.100 has version 16.1.0, but 17.1.0 in environment dmz",
        found: "16.1.0",
        allowed: "17.1.0",
        fix: "declare the device in the same way in both environments; or, if another device is meant, correct its management address",
      },
    ],
    notEvaluated: [],
  });
});

describe("what the device has only once is found if the second environment declares it differently:", () => {
  test.each([
    [`${DEVICE}.redundant`, true, "redundant: true", "false"],
    [`${DEVICE}.network.tagged`, false, "tagged: false", "true"],
    [`${DEVICE}.network.insideSelfIp`, "10.214.0.3", "the inside self IP 10.214.0.3", "10.214.0.1"],
    [`${DEVICE}.network.outsideSelfIp`, "192.0.2.3", "the outside self IP 192.0.2.3", "192.0.2.2"],
    [`${DEVICE}.network.outsideInterface`, "1.2", "on its outside interface 1.2", "1.1"],
    ["networks.ltm-inside.vlan", 361, "on its inside VLAN 361", "351"],
    ["networks.ltm-outside.cidr", "192.0.2.0/25", "on its outside the addresses 192.0.2.0/25", "192.0.2.0/24"],
    ["networks.ltm-outside.gateway", "192.0.2.254", "the default route by 192.0.2.254", "192.0.2.1"],
  ])("%s", (path, value, has, allowed) => {
    expect(outline({ [path]: value })).toEqual([[path, `${has}, but ${allowed}`, String(value), allowed]]);
  });

  test("another network, of which nothing else is compared", () => {
    const changes = {
      "networks.inside-2": { cidr: "10.224.0.0/24", gateway: "10.224.0.1", vlan: 361 },
      [`${DEVICE}.network.inside`]: "inside-2",
      [`${DEVICE}.network.insideSelfIp`]: "10.224.0.1",
    };
    expect(outline(changes)).toEqual([
      [`${DEVICE}.network.inside`, "on its inside network inside-2, but ltm-inside", "inside-2", "ltm-inside"],
    ]);
  });
});
