import { describe, expect, test } from "vitest";
import { Course } from "../../../lib/simulation/course";
import { faultKinds } from "../../../lib/simulation/faults/fault-kinds";
import { oneEnabledHost } from "../../../lib/simulation/invariants/one-enabled-host";
import { settlingTime } from "../../../lib/simulation/settling-time";
import { mutants } from "../mutants";
import { nlbSetting } from "../option-settings";
import { sampleSetting, verdict } from "../trial";

const SETTING = nlbSetting();

/** What is wrong, some time after these faults at once. */
function breach(faults: readonly (readonly [name: string, on: string])[], at = 0): string | undefined {
  const course = Course.begin(SETTING, "typical", []);
  for (const [name, on] of faults) course.inject(faultKinds(SETTING).get(name)!, on);
  course.to(at);
  return oneEnabledHost.breach!(course.run.world, SETTING, course.run.service);
}

describe("exactly one host with enabled port rules", () => {
  test("is required only of options that have port rules", () => {
    expect(oneEnabledHost.applies(SETTING)).toBe(true);
    expect(oneEnabledHost.applies(sampleSetting())).toBe(false);
  });

  test("may be broken for as long as a change needs to settle", () => {
    expect(oneEnabledHost.tolerance!(SETTING)).toBe(settlingTime(SETTING));
    // Five heartbeats, convergence, the script, convergence again; then decision, order, reaction and neighbours.
    expect(settlingTime(SETTING)).toBe(6_000 + 10_000 + 3_000 + 10_000 + 2_600);
  });

  test("is restored after a switchover", () => {
    expect(verdict("one-enabled-host", { setting: SETTING, steps: [{ inject: "switchover" }] })).toBeUndefined();
  });

  test("is broken by two, for example by a script that does not disable", () => {
    expect(verdict("one-enabled-host", mutants["one-enabled-host"]!())).toBe(
      "the port rules are enabled on sip-a and sip-b",
    );
    expect(breach([["port-rules-enabled", "backup"]])).toBe("the port rules are enabled on sip-a and sip-b");
  });

  test("is broken by none, if the primary could serve", () => {
    const none = [["port-rules-disabled", "primary"]] as const;
    expect(breach(none)).toBe(
      "the port rules are enabled on no host that has converged, although SIP_In_P is primary and can serve",
    );
    expect(breach([...none, ["process-hang", "primary"]])).toBeUndefined();
  });

  test("is broken by one that has not converged", () => {
    const deaf = [["heartbeats-unheard", "backup"]] as const;
    expect([breach(deaf), breach(deaf, 20_000)]).toEqual([
      undefined,
      "the port rules are enabled on no host that has converged, although SIP_In_P is primary and can serve",
    ]);
  });

  test("is not broken by a lost host, until another server is primary", () => {
    const lost = [["host-power-loss", "primary"]] as const;
    expect([breach(lost), breach(lost, 13_501), breach(lost, 14_502), breach(lost, 14_503)]).toEqual([
      undefined,
      undefined,
      "the port rules are enabled on no host that has converged, although SIP_In_B is primary and can serve",
      undefined,
    ]);
  });
});
