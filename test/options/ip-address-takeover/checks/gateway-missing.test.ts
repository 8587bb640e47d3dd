import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";

const WATCHDOG = "pairs.inbound.highAvailability.ipAddressTakeover.watchdog";

test("holds with a gateway, and without one if there is no watchdog", () => {
  expect(evaluateSample("gateway-missing", { [WATCHDOG]: {} })).toEqual(HOLDS);
  expect(evaluateSample("gateway-missing", { "networks.voice.gateway": REMOVED })).toEqual(HOLDS);
});

test("a watchdog without a gateway to ask is found", () => {
  expect(evaluateSample("gateway-missing", { [WATCHDOG]: {}, "networks.voice.gateway": REMOVED })).toEqual({
    found: [
      {
        path: WATCHDOG,
        message: "network voice has no gateway that the watchdog could ask",
        found: "no gateway",
        fix: "declare the gateway of network voice, or remove the watchdog",
      },
    ],
    notEvaluated: [],
  });
});
