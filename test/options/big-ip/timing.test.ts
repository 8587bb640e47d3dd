import { describe, expect, test } from "vitest";
import { bigIpOutage, longestOutages, ROLE_ALLOWANCES } from "../../../lib/options/big-ip/timing";
import { bigIpTopology } from "./big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";

/** With ADDP's timeout and the monitor's times; the loss is noticed after twice the first. */
function outages(addpTimeout: string, monitorInterval: string, monitorTimeout: string) {
  const { topology, pair } = bigIpTopology({
    "managementLayer.failureDetection": { addpTimeout },
    [`${POOL}.monitorInterval`]: monitorInterval,
    [`${POOL}.monitorTimeout`]: monitorTimeout,
  });
  return {
    longest: longestOutages(topology, pair.highAvailability),
    parts: bigIpOutage(topology, pair.highAvailability)?.parts.map(({ what, milliseconds, timers }) => [
      what,
      milliseconds,
      timers,
    ]),
  };
}

const { what, milliseconds: roles, timers } = ROLE_ALLOWANCES;

describe("the longest outage behind a BIG-IP", () => {
  test("after the loss of a host is the time until there is a new primary, and an interval of the monitor", () => {
    expect(outages("3s", "2s", "7s")).toEqual({
      longest: { switchover: 7_000, hostLoss: 6_000 + roles + 2_000 },
      parts: [
        ["detection", 6_000, ["addpTimeout"]],
        [what, roles, timers],
        ["until the monitor finds the new primary", 2_000, ["monitorInterval"]],
      ],
    });
  });

  test("is only the monitor's timeout if that is longer", () => {
    expect(outages("3s", "2s", "9s")).toEqual({
      longest: { switchover: 9_000, hostLoss: 9_000 },
      parts: [["until the monitor gives the lost server up", 9_000, ["monitorTimeout"]]],
    });
    expect(outages("3s", "2s", "8s").parts?.length).toBe(3);
  });

  test("after a switchover is the longer of the monitor's two times", () => {
    expect(outages("3s", "9s", "7s").longest.switchover).toBe(9_000);
  });

  test("after the loss of a host is unknown if ADDP is off", () => {
    expect(outages("0s", "2s", "7s")).toEqual({
      longest: { switchover: 7_000, hostLoss: undefined },
      parts: undefined,
    });
  });
});
