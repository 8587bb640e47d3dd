import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";

const PATH = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";

test("holds with IPv4", () => {
  expect(evaluateSample("virtual-ip-version")).toEqual(HOLDS);
});

test("an IPv6 virtual IP is found", () => {
  expect(evaluateSample("virtual-ip-version", { [PATH]: "2001:DB8::10" })).toEqual({
    found: [
      {
        path: PATH,
        message: "IPv6 virtual IPs are not supported by this version",
        found: "2001:db8::10",
        allowed: "an IPv4 address",
        fix: "use an IPv4 address",
      },
    ],
    notEvaluated: [],
  });
});
