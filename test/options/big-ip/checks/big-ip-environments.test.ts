import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const dmz = bigIpDeclaration();
const other = (changes = {}) => bigIpDeclaration({ environment: "dmz-2", ...changes });

test("holds for one environment, for two devices, and for a device that the other environment does not use", () => {
  expect(evaluateRule("big-ip-environments", dmz)).toEqual(HOLDS);
  expect(evaluateRule("big-ip-environments", dmz, other({ "bigIps.ltm-1.management": "10.213.0.101" }))).toEqual(HOLDS);
  const unused = other({
    "pairs.inbound.backup.host": "trunk-a",
    "pairs.inbound.backup.ports": { tlib: 3001 },
    "pairs.inbound.highAvailability": { singleHost: { seats: 5 } },
  });
  expect(evaluateRule("big-ip-environments", dmz, unused)).toEqual(HOLDS);
});

test("says nothing about two environments in one tenant, which are found as such", () => {
  expect(evaluateRule("big-ip-environments", dmz, other({ "bigIps.ltm-1.tenant": "dmz" }))).toEqual(HOLDS);
});

test("two environments behind one device are found in the second", () => {
  expect(evaluateRule("big-ip-environments", dmz, other())).toEqual({
    found: [
      {
        environment: "dmz-2",
        path: "bigIps.ltm-1.management",
        message:
          "BIG-IP ltm-1 at 10.213.0.100 has the pairs of environment dmz in tenant dmz, and may refuse those in tenant dmz-2",
        found: "10.213.0.100",
        allowed: "a device that has no other environment's pairs",
        fix: "declare the pairs of both in one environment, or use another device; or post both to a device in a lab, and acknowledge this with the result",
      },
    ],
    notEvaluated: [],
  });
});

test("says nothing about two devices of one environment at one address, which are found as such", () => {
  const twin = { ...(dmz.bigIps as Record<string, object>)["ltm-1"], tenant: "dmz-2" };
  const changes = { ...SECOND_PAIR, "bigIps.ltm-2": twin, "pairs.outbound.highAvailability.bigIp.device": "ltm-2" };
  expect(evaluateRule("big-ip-environments", bigIpDeclaration(changes))).toEqual(HOLDS);
});
