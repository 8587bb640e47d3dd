import { expect, test } from "vitest";
import { hostLossOutage, processLossOutage } from "../../../lib/options/sip-proxy/timing";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { POOL, sampleProxiedPair, sipProxyDeclaration, sipProxyTopology } from "./sip-proxy-sample";

const outages = (changes: Readonly<Record<string, unknown>> = {}) => {
  const topology = sipProxyTopology(changes);
  const pair = sampleProxiedPair(topology);
  return [processLossOutage(pair)?.milliseconds, hostLossOutage(topology, pair)?.milliseconds];
};
const detection = (addpTimeout: string, disconnectSwitchoverTimeout = "0s") => ({
  "managementLayer.failureDetection": { addpTimeout, disconnectSwitchoverTimeout },
});

test.each([
  ["by default: 2 x 5s + 2 x 5s, and 2 x 9s + 600ms + 2 x 5s", {}, [20_000, 28_600]],
  ["the slower of proxies and Management Layer counts", detection("2s"), [20_000, 20_000]],
  ["the disconnect timer counts too", detection("4s", "3s"), [20_000, 21_600]],
  ["each timer counts twice", { [`${POOL}.oosCheck`]: "1s", [`${POOL}.oosForce`]: "2s" }, [6_000, 22_600]],
  ["without ADDP the loss of a host is noticed at an unknown time", detection("0s"), [20_000, undefined]],
  ["without oosCheck neither is known", { [`${POOL}.oosCheck`]: "0s" }, [undefined, undefined]],
])("%s", (_, changes, expected) => {
  expect(outages(changes)).toEqual(expected);
});

test("the recovery time objective is compared with it, part by part", () => {
  const objective = (value: string) => ({ "pairs.inbound.recoveryTimeObjective": value });
  expect(evaluateRule("recovery-time", sipProxyDeclaration(objective("28600ms")))).toEqual(HOLDS);
  expect(evaluateRule("recovery-time", sipProxyDeclaration(objective("28s"))).found).toEqual([
    {
      path: "pairs.inbound.recoveryTimeObjective",
      message:
        "recovery from the loss of a host takes up to 28.6s: detection 18s (2 x addpTimeout 9s + disconnectSwitchoverTimeout 0s), allowances for decision and new role 600ms, until they find it 10s (2 x oosForce 5s)",
      found: "28s",
      allowed: "at least 28.6s with these timers",
      fix: "shorten addpTimeout or oosForce, or agree on a longer recoveryTimeObjective, e.g. 29s",
    },
  ]);
});
