import { describe, expect, test } from "vitest";
import { mutants } from "../mutants";
import { controlOnPairHosts, sampleSetting, type Trial, verdict } from "../trial";

test("the server that took over keeps the role when the other one comes back", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
  };
  expect(verdict("no-failback", trial)).toBeUndefined();
});

test("a primary that takes its role back is reported", () => {
  expect(verdict("no-failback", mutants["no-failback"]!())).toBe(
    "SCS_Staging orders SIP_In_P to be primary, although SIP_In_B is primary and can serve",
  );
});

describe("of two Solution Control Servers on the pair's hosts", () => {
  const setting = controlOnPairHosts();

  test.each(["host-isolation", "management-interface-loss", "host-stun"])(
    "the one that is cut off does not count as knowing that its server can serve: %s",
    (inject) => {
      expect(verdict("no-failback", { setting, steps: [{ inject, on: "primary" }] })).toBeUndefined();
    },
  );

  test("the one that comes back and takes the role from the server that has taken over is reported", () => {
    const steps = [
      { inject: "host-isolation", on: "primary" },
      { after: "1m", heal: "host-isolation", on: "primary" },
    ] as const;
    expect(verdict("no-failback", { setting, steps })).toBe(
      "SCS_P orders SIP_In_B to be backup, although it is the server that has taken over",
    );
  });
});

test("somebody who orders a switchover may have it", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("no-failback", trial)).toBeUndefined();
});
