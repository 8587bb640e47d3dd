import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6, windowsPair } from "../../../sample-declaration";

const VIRTUAL_IP = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";

test("holds with IPv4 on both systems, and with IPv6 on Linux", () => {
  for (const changes of [{}, windowsPair(), IPV6])
    expect(evaluateSample("neighbours-not-told", changes)).toEqual(HOLDS);
});

test("an IPv6 virtual IP on Windows is found", () => {
  expect(evaluateSample("neighbours-not-told", { ...windowsPair(), [VIRTUAL_IP]: "2001:db8:120::10" })).toEqual({
    found: [
      {
        path: VIRTUAL_IP,
        message:
          "callers on network voice itself may send to the old host for up to 53 s after a move; only the gateway is known to be told",
        found: "2001:db8:120::10",
        allowed: "an IPv4 address, or Linux hosts, where callers are on that network",
        fix: "move it by hand with a caller on that network, and acknowledge this with what you found",
      },
    ],
    notEvaluated: [],
  });
});
