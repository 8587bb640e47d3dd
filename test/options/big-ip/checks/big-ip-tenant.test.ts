import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const dmz = bigIpDeclaration();
const other = (changes = {}) => bigIpDeclaration({ environment: "dmz-2", ...changes });

test("holds for two environments on one device, each with its own tenant", () => {
  expect(evaluateRule("big-ip-tenant", dmz, other())).toEqual(HOLDS);
});

test("holds for one tenant on two devices", () => {
  const changes = { "bigIps.ltm-1.tenant": "dmz", "bigIps.ltm-1.management": "10.213.0.101" };
  expect(evaluateRule("big-ip-tenant", dmz, other(changes))).toEqual(HOLDS);
});

test("one tenant of two environments on one device is found", () => {
  expect(evaluateRule("big-ip-tenant", dmz, other({ "bigIps.ltm-1.tenant": "dmz" }))).toEqual({
    found: [
      {
        environment: "dmz-2",
        path: "bigIps.ltm-1.tenant",
        message: "tenant dmz at 10.213.0.100 belongs to environment dmz, whose pairs would be removed",
        found: "dmz",
        allowed: "a tenant of this environment's own",
        fix: "leave out tenant, so that it is the environment's name",
      },
    ],
    notEvaluated: [],
  });
});

test("says nothing about two devices of one environment at one address, which are found as such", () => {
  const twin = { ...(dmz.bigIps as Record<string, object>)["ltm-1"], tenant: "dmz" };
  const changes = { ...SECOND_PAIR, "bigIps.ltm-2": twin, "pairs.outbound.highAvailability.bigIp.device": "ltm-2" };
  expect(evaluateRule("big-ip-tenant", bigIpDeclaration(changes))).toEqual(HOLDS);
});
