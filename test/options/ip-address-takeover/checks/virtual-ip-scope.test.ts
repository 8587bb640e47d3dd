import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6 } from "../../../sample-declaration";

const VIRTUAL_IP = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";

test("holds with IPv4, and with a global or a unique local address", () => {
  expect(evaluateSample("virtual-ip-scope")).toEqual(HOLDS);
  for (const changes of [
    IPV6,
    { [VIRTUAL_IP]: "fd12:3456::10" },
    { [VIRTUAL_IP]: "fec0::10" },
    { [VIRTUAL_IP]: "2001:db8:fe80::10" },
  ])
    expect(evaluateSample("virtual-ip-scope", changes)).toEqual(HOLDS);
});

test.each(["fe80::10", "febf::10"])("the link-local address %s is found", (address) => {
  expect(evaluateSample("virtual-ip-scope", { ...IPV6, [VIRTUAL_IP]: address })).toEqual({
    found: [
      {
        path: VIRTUAL_IP,
        message: "a link-local address cannot be called",
        found: address,
        allowed: "an address that is valid beyond its link",
        fix: "give the network a global or unique local prefix (fd00::/8), and use an address of it",
      },
    ],
    notEvaluated: [],
  });
});
