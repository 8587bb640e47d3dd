import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6 } from "../../../sample-declaration";

test("holds with IPv4", () => {
  expect(evaluateSample("virtual-ip-unconfirmed")).toEqual(HOLDS);
});

test("an IPv6 virtual IP is found, because the vendor says nothing about it", () => {
  expect(evaluateSample("virtual-ip-unconfirmed", IPV6)).toEqual({
    found: [
      {
        path: "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp",
        message: "the vendor documents no IPv6 virtual IP; whether SIP Server serves callers at one is not known here",
        found: "2001:db8:120::10",
        fix: "ask the vendor, try it in a lab, and acknowledge this with the result",
      },
    ],
    notEvaluated: [],
  });
});
