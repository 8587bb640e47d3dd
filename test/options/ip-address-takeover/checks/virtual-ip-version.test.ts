import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6, windowsPair } from "../../../sample-declaration";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

test("holds with IPv4, and with IPv6 on every system", () => {
  expect(evaluateSample("virtual-ip-version")).toEqual(HOLDS);
  expect(evaluateSample("virtual-ip-version", { [`${TAKEOVER}.sourceAddress`]: "virtual-ip" })).toEqual(HOLDS);
  for (const os of ["linux", "solaris", "aix"])
    expect(evaluateSample("virtual-ip-version", { ...IPV6, "hosts.sip-a.os": os, "hosts.sip-b.os": os })).toEqual(
      HOLDS,
    );
  expect(evaluateSample("virtual-ip-version", { ...windowsPair(), [`${TAKEOVER}.virtualIp`]: "2001:db8::10" })).toEqual(
    HOLDS,
  );
});

test("an IPv6 virtual IP as the source of packets is found", () => {
  expect(evaluateSample("virtual-ip-version", { ...IPV6, [`${TAKEOVER}.sourceAddress`]: "virtual-ip" }).found).toEqual([
    {
      path: `${TAKEOVER}.sourceAddress`,
      message: "packets cannot be made to leave with an IPv6 virtual IP",
      found: "virtual-ip",
      allowed: "host",
      fix: "remove sourceAddress; a server that binds to the virtual IP sends with it anyway",
    },
  ]);
});
