import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6, windowsPair } from "../../../sample-declaration";

const VIRTUAL_IP = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";

const on = (os: string) => ({ "hosts.sip-a.os": os, "hosts.sip-b.os": os });

test("holds with IPv4 on every system, and with IPv6 on Linux and Solaris", () => {
  for (const changes of [{}, windowsPair(), on("aix"), IPV6, { ...IPV6, ...on("solaris") }])
    expect(evaluateSample("neighbours-not-told", changes)).toEqual(HOLDS);
});

test.each([
  ["Windows", { ...windowsPair(), [VIRTUAL_IP]: "2001:db8:120::10" }],
  ["AIX", { ...IPV6, ...on("aix") }],
])("an IPv6 virtual IP on %s is found", (_, changes) => {
  expect(evaluateSample("neighbours-not-told", changes)).toEqual({
    found: [
      {
        path: VIRTUAL_IP,
        message:
          "callers on network voice itself may send to the old host for up to 53 s after a move; only the gateway is known to be told",
        found: "2001:db8:120::10",
        allowed: "an IPv4 address, or Linux or Solaris hosts, if callers are on that network",
        fix: "move it by hand with a caller on that network, and acknowledge this with the result",
      },
    ],
    notEvaluated: [],
  });
});
