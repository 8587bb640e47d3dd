import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-gateway", bigIpDeclaration(changes));

test("holds where the inside self IP is the gateway, and the outside has one", () => {
  expect(said()).toEqual(HOLDS);
});

test("another gateway of the hosts is found", () => {
  expect(said({ "networks.ltm-inside.gateway": "10.214.0.254" })).toEqual({
    found: [
      {
        path: "networks.ltm-inside.gateway",
        message: "the hosts of network ltm-inside are behind BIG-IP ltm-1, which is not their gateway",
        found: "10.214.0.254",
        allowed: "10.214.0.1",
        fix: "set the gateway of network ltm-inside to 10.214.0.1, the inside self IP, and the default route of its hosts too",
      },
    ],
    notEvaluated: [],
  });
});

test("networks without a gateway are found", () => {
  const changes = { "networks.ltm-inside.gateway": REMOVED, "networks.ltm-outside.gateway": REMOVED };
  expect(said(changes).found.map(({ path, found, message }) => [path, found, message])).toEqual([
    [
      "networks.ltm-inside",
      "no gateway",
      "the hosts of network ltm-inside are behind BIG-IP ltm-1, which is not their gateway",
    ],
    [
      "networks.ltm-outside",
      "no gateway",
      "network ltm-outside, the outside of BIG-IP ltm-1, has no gateway, so that the device has no route to callers elsewhere",
    ],
  ]);
});

test("a device that no pair is behind is nobody's gateway", () => {
  const changes = {
    "networks.ltm-inside.gateway": REMOVED,
    "pairs.inbound.backup.host": "trunk-a",
    "pairs.inbound.backup.ports": { tlib: 3001 },
    "pairs.inbound.highAvailability": { singleHost: { seats: 5 } },
  };
  expect(said(changes)).toEqual(HOLDS);
});
