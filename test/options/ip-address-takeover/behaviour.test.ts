import { describe, expect, test } from "vitest";
import type { Duration } from "../../../lib/model/duration";
import type { OperatingSystem } from "../../../lib/model/operating-system";
import type { ScenarioStep } from "../../../lib/operation/scenario";
import { CONFLICT_POLICIES, type ConflictPolicy } from "../../../lib/options/ip-address-takeover/model";
import type { SampleOverrides } from "../../sample-topology";
import { sampleSetting, tried } from "../../simulation/trial";

const IPV4: SampleOverrides = {};
const IPV6: SampleOverrides = {
  voice: { cidr: "2001:db8:20::/64", gateway: "2001:db8:20::1" },
  takeover: { virtualIp: "2001:db8:20::10" },
};

/** Whether the backup's host takes the virtual IP in a switchover in which the primary's host keeps it. */
function takesKept(os: OperatingSystem, conflictPolicy: ConflictPolicy, family: SampleOverrides): boolean {
  const setting = sampleSetting({
    ...family,
    hosts: { "sip-a": { os }, "sip-b": { os } },
    takeover: { ...family.takeover, conflictPolicy },
  });
  const { timeline } = tried(setting, [{ inject: "script-fails", on: "primary down" }, { inject: "switchover" }]).run;
  return timeline.some(({ actor, action }) => actor === "sip-b" && action.startsWith("takes "));
}

describe("a virtual IP that the peer keeps", () => {
  test.each([
    ["linux", "IPv4", IPV4],
    ["linux", "IPv6", IPV6],
    ["aix", "IPv4", IPV4],
    ["aix", "IPv6", IPV6],
  ] as const)("is taken on %s with %s by every policy but refuse", (os, _, family) => {
    expect(takesKept(os, "take-at-once", family)).toBe(true);
    expect(takesKept(os, "probe-first", family)).toBe(true);
    expect(takesKept(os, "refuse", family)).toBe(false);
  });

  test.each([
    ["windows", "IPv4", IPV4],
    ["windows", "IPv6", IPV6],
    ["solaris", "IPv4", IPV4],
    ["solaris", "IPv6", IPV6],
  ] as const)("is taken on %s with %s by no policy, because the system does not use it", (os, _, family) => {
    for (const policy of CONFLICT_POLICIES) expect(takesKept(os, policy, family)).toBe(false);
  });
});

test.each([
  ["linux", "2 s"],
  ["windows", "4 s"],
  ["solaris", "4 s"],
  ["aix", "4 s"],
] as const)(
  "a watchdog on %s asks peers that do not answer for up to %s, as the check of isolationTimeout assumes",
  (os, asks) => {
    const watchdog = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
    const setting = sampleSetting({ hosts: { "sip-a": { os }, "sip-b": { os } }, takeover: { watchdog } });
    expect(setting.timers.get("watchdog-isolation")!.source).toBe(
      `watchdog interval 2s, isolationTimeout 10s; a look takes up to ${asks} if nobody answers`,
    );
  },
);

test.each([
  // The question of the watchdog and both of the script, with its pause; with IPv6 and "refuse" the kernel's own detection as well.
  ["linux", "IPv4", IPV4, "take-at-once", [2_400, 2_900, 4_500]],
  ["linux", "IPv6", IPV6, "take-at-once", [2_400, 2_900, 4_500]],
  ["linux", "IPv6 and refuse", IPV6, "refuse", [3_400, 4_400, 7_500]],
  ["windows", "IPv4", IPV4, "take-at-once", [1_800, 5_000, 14_000]],
  ["solaris", "IPv4", IPV4, "take-at-once", [2_050, 4_200, 13_000]],
  ["aix", "IPv4", IPV4, "take-at-once", [2_050, 2_200, 4_000]],
  ["aix", "IPv6", IPV6, "take-at-once", [2_050, 3_200, 14_000]],
] as const)(
  "a watchdog on %s takes the virtual IP of %s back in the time that both scripts wait",
  (os, _, family, conflictPolicy, [minimum, typical, maximum]) => {
    const watchdog = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
    const setting = sampleSetting({
      ...family,
      hosts: { "sip-a": { os }, "sip-b": { os } },
      takeover: { ...family.takeover, watchdog, conflictPolicy },
    });
    const asks = os === "linux" ? 2_000 : 4_000;
    expect(setting.timers.get("watchdog-take-back")!.span).toEqual({
      minimum,
      typical: typical + 1_000,
      maximum: maximum + 2_000 + asks,
    });
    expect(setting.timers.get("watchdog-loss")!.span).toEqual({
      minimum: minimum + 2_000,
      typical: typical + 3_000,
      maximum: maximum + 4_000 + asks,
    });
  },
);

test("after a cut that heals in time, the outage ends when the watchdog has taken the virtual IP back", () => {
  const watchdog = { interval: "1s", isolationTimeout: "2s", announceInterval: "60s" } as const;
  const setting = sampleSetting({ takeover: { watchdog } });
  const { timeline } = tried(setting, [
    { inject: "host-isolation", on: "primary" },
    { after: "8s", heal: "host-isolation", on: "primary" },
  ]).run;
  const taken = timeline.find(({ actor, action }) => actor === "sip-a" && action.startsWith("takes "));
  expect(taken?.at).toBe(8_000 + setting.timers.get("watchdog-take-back")!.span.typical);
});

/** What `up` does on a host without a cable that is ordered to take the virtual IP over: what is recorded, and how long after the first record. */
function withoutLink(os: OperatingSystem, conflictPolicy: ConflictPolicy, heal: readonly ScenarioStep[] = []) {
  const hosts = { "sip-a": { os }, "sip-b": { os } };
  const setting = sampleSetting({ hosts, takeover: { conflictPolicy } });
  const cut = { inject: "sip-interface-loss", on: "backup" };
  const { timeline } = tried(setting, [cut, { inject: "switchover" }, ...heal]).run;
  const start = timeline.find(({ action }) => action === "starts SIP_In_B_VIP_UP")!.at;
  const ends = setting.timers.get("script-up")!.span.typical;
  return timeline
    .filter(({ actor, action }) => actor === "sip-b" && /^takes |^up ends /.test(action))
    .map(({ at, action, why }) => [at - start - ends, action, why]);
}

describe("a host without a link", () => {
  const ASKS = "its SIP interface has no link to ask by, for too long";

  test("takes the virtual IP at once on Linux with take-at-once, which asks nobody", () => {
    expect(withoutLink("linux", "take-at-once")).toEqual([[0, "takes 10.120.0.10", "up was run"]]);
  });

  test("takes it on Linux with probe-first after the time in which nobody could be asked", () => {
    expect(withoutLink("linux", "probe-first")).toEqual([[5_100, "takes 10.120.0.10", ASKS]]);
  });

  test("does not get it on Linux with refuse, even after its cable is plugged in again", () => {
    const heal = [{ after: "60s", heal: "sip-interface-loss", on: "backup" }] as const;
    const refused = [5_100, "up ends with code 6", "see the control script's exit codes"];
    expect(withoutLink("linux", "refuse", heal)).toEqual([refused]);
  });

  test("gets it on Linux with refuse if its cable is plugged in again while it asks", () => {
    const heal = [{ after: "3s", heal: "sip-interface-loss", on: "backup" }] as const;
    const [[, ...taken] = [], ...others] = withoutLink("linux", "refuse", heal);
    expect([taken, others]).toEqual([["takes 10.120.0.10", "up was run"], []]);
  });

  test.each(["windows", "solaris", "aix"] as const)("takes it on %s whatever the policy", (os) => {
    for (const policy of CONFLICT_POLICIES)
      expect(withoutLink(os, policy)).toEqual([[0, "takes 10.120.0.10", "up was run"]]);
  });
});

/** Whether the watchdog of the primary's host, after `down` has failed, lets go for the peer once Solution Control Server is lost as well. */
function givesWay(...steps: readonly ScenarioStep[]): boolean {
  const watchdog = { interval: "1s", isolationTimeout: "5s", announceInterval: "60s" } as const;
  const { timeline } = tried(sampleSetting({ takeover: { watchdog } }), [
    { inject: "script-fails", on: "primary down" },
    ...steps,
  ]).run;
  return timeline.some(({ actor, action }) => actor === "sip-a" && action.startsWith("releases "));
}

const lostAfter = (after: Duration) => ({ after, inject: "management-interface-loss", on: "primary" }) as const;

test("a watchdog gives way to a peer that it has not seen with the virtual IP while Solution Control Server was there", () => {
  expect(givesWay({ inject: "switchover" }, lostAfter("10s"))).toBe(true);
});

test("a watchdog does not give way to a peer that it has seen with the virtual IP before", () => {
  expect(givesWay({ inject: "switchover" }, lostAfter("90s"))).toBe(false);
});

test("a watchdog whose SIP interface was cut off has not seen the peer with the virtual IP", () => {
  const cut = { inject: "sip-interface-loss", on: "primary" };
  const healed = { after: "90s", heal: "sip-interface-loss", on: "primary" } as const;
  expect(givesWay(cut, { inject: "switchover" }, healed, lostAfter("1s"))).toBe(true);
});
