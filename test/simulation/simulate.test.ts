import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Duration } from "../../lib/model/duration";
import type { Behaviour } from "../../lib/operation/behaviour";
import type { ScenarioStep } from "../../lib/operation/scenario";
import { PACES, type Pace } from "../../lib/operation/span";
import type { Handler } from "../../lib/operation/turn";
import { faultKinds } from "../../lib/simulation/faults/fault-kinds";
import { initialWorld } from "../../lib/simulation/initial-world";
import { invariants } from "../../lib/simulation/invariants";
import type { Invariant } from "../../lib/simulation/invariants/invariant";
import { knobs } from "../../lib/simulation/knob";
import { totalsOf } from "../../lib/simulation/scenario-outage";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { settingOf } from "../../lib/simulation/setting";
import { simulate } from "../../lib/simulation/simulate";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";
import { bigIpSetting, nlbSetting, sipProxySetting } from "./option-settings";

const scenario = (...steps: ScenarioStep[]) => ({ name: "a-test", title: "a test", steps });
const POWER_LOSS = { inject: "host-power-loss", on: "primary" } as const;
const CUT = { inject: "management-interface-loss", on: "primary" } as const;

function setting(overrides: SampleOverrides = {}) {
  const topology = sampleTopology(overrides);
  return settingOf(topology, samplePair(topology));
}

const run = (steps: readonly ScenarioStep[], overrides: SampleOverrides = {}) =>
  simulate(setting(overrides), scenario(...steps));

describe("a result", () => {
  test("is plain data, and stays the same as JSON", () => {
    const result = run([POWER_LOSS, { after: "settled", heal: "host-power-loss", on: "primary" }]);
    expect(result.timeline.length).toBeGreaterThan(15);
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(JSON.stringify({ ...result })));
    expect(structuredClone(result)).toEqual(result);
  });

  test("is the same each time", () => {
    expect(JSON.stringify(run([POWER_LOSS]))).toBe(JSON.stringify(run([POWER_LOSS])));
  });

  test("shows who has the virtual IP and who answers at every moment", () => {
    const { holders, answers } = run([POWER_LOSS]);
    expect(holders).toEqual([
      { at: 0, hosts: ["sip-a"] },
      { at: 0, hosts: [] },
      { at: 13_523, hosts: ["sip-b"] },
    ]);
    expect(answers).toEqual([
      { at: 0, by: "SIP_In_P", because: "the gateway sends to sip-a" },
      { at: 0, by: undefined, because: "the gateway sends to sip-a, which does not run" },
      { at: 13_535, by: "SIP_In_B", because: "the gateway sends to sip-b" },
    ]);
  });

  test("splits the outage of a lost host at each pace", () => {
    const { unanswered, parts, longest } = run([POWER_LOSS]).outage;
    expect(unanswered).toEqual({ minimum: 9_015, typical: 13_535, maximum: 21_100 });
    expect(parts).toEqual({
      nextStep: { minimum: 0, typical: 0, maximum: 0 },
      detection: { minimum: 9_000, typical: 13_500, maximum: 18_000 },
      decision: { minimum: 0, typical: 1, maximum: 100 },
      script: { minimum: 15, typical: 22, maximum: 2_000 },
      convergence: { minimum: 0, typical: 0, maximum: 0 },
      neighbourUpdate: { minimum: 0, typical: 12, maximum: 1_000 },
      repair: { minimum: 0, typical: 0, maximum: 0 },
      clientRecovery: { minimum: 10, typical: 3_007, maximum: 32_000 },
    });
    expect(longest).toEqual({ minimum: 9_025, typical: 16_542, maximum: 53_100 });
  });

  test.each<[string, readonly ScenarioStep[]]>([
    ["a crash", [{ inject: "process-crash", on: "primary" }]],
    ["a switchover", [{ inject: "switchover" }]],
    [
      "two crashes",
      [
        { inject: "process-crash", on: "backup" },
        { after: "100ms", inject: "process-crash", on: "primary" },
      ],
    ],
    [
      "a cable that is plugged in again",
      [
        { inject: "sip-interface-loss", on: "primary" },
        { after: "30s", heal: "sip-interface-loss", on: "primary" },
      ],
    ],
    ["lost announcements", [{ inject: "announcements-lost" }, { inject: "switchover" }]],
    ["a virtual machine that stands still", [{ inject: "host-stun", on: "primary" }]],
    ["nothing that callers notice", [{ inject: "process-crash", on: "backup" }]],
  ])("has parts that add up to the outage, whatever happens: %s", (_, steps) => {
    const { longest, unanswered, parts, clients } = run(steps).outage;
    const sums = totalsOf(parts);
    const spread = (of: (pace: Pace) => number) => {
      const times = PACES.map(of);
      return { minimum: Math.min(...times), typical: of("typical"), maximum: Math.max(...times) };
    };
    expect(spread((pace) => Number(sums[pace]))).toEqual(longest);
    expect(spread((pace) => Number(sums[pace]) - Number(parts.clientRecovery[pace]))).toEqual(unanswered);
    const slowest = Math.max(...clients.map(({ recovery }) => Number(recovery.maximum)));
    expect(slowest).toBe(spread((pace) => Number(parts.clientRecovery[pace])).maximum);
  });

  test("is complete for any scenario: plain data, with parts that add up", () => {
    const one = setting({
      takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
    });
    const world = initialWorld(one);
    const kinds = [...faultKinds(one).values()].filter(({ targets }) => targets(world).length > 0);
    const step = fc
      .constantFrom(...kinds)
      .chain(({ name, targets, heal }) =>
        fc.record({
          kind: fc.constantFrom(...(heal === undefined ? ["inject"] : ["inject", "heal"])),
          name: fc.constant(name),
          on: fc.constantFrom(...targets(world)),
          after: fc.constantFrom("0s", "5ms", "3s", "70s", "settled"),
        }),
      )
      .map(({ kind, name, on, after }) => ({ [kind]: name, on, after }) as ScenarioStep);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const result = simulate(one, scenario(...steps));
        expect(result.failures).toEqual([]);
        expect(structuredClone(result)).toEqual(result);
        const { longest, unanswered, together, parts, clients } = result.outage;
        expect(totalsOf(parts).typical).toBe(longest.typical);
        for (const bounds of [longest, unanswered, together, ...clients.map(({ recovery }) => recovery)]) {
          const { minimum, maximum } = bounds;
          if (typeof maximum === "number") expect(minimum).toBeLessThanOrEqual(maximum);
          if (typeof minimum === "string") expect(maximum).toBe(minimum);
        }
        for (const { counterExample } of result.verdicts.filter((one) => one.verdict === "broken"))
          expect(counterExample.map(({ causedBy }) => causedBy)).toEqual(
            counterExample.map((_, index) => (index === 0 ? undefined : index - 1)),
          );
      }),
      { numRuns: 200 },
    );
  });

  test("has the shortest and the longest time, even if the quickest course takes longest; its parts are those of each course", () => {
    const { outage } = simulate(sipProxySetting(), scenarioNamed("name-servers-down")!);
    expect(outage.unanswered).toEqual({ minimum: 3_545_000, typical: 3_570_050, maximum: 3_600_000 });
    expect(outage.together).toEqual(outage.unanswered);
    expect(outage.longest).toEqual({ minimum: 3_575_467, typical: 3_575_467, maximum: 3_600_010 });
    expect(outage.parts.repair).toEqual({ minimum: 3_600_000, typical: 3_570_050, maximum: 3_545_000 });
    expect(totalsOf(outage.parts)).toEqual({ minimum: 3_600_010, typical: 3_575_467, maximum: 3_577_000 });
  });

  test("shows what a scenario itself waits for separately from what the pair does", () => {
    const { parts } = run([{ inject: "address-conflict" }, { after: "1m", inject: "switchover" }]).outage;
    expect(parts.nextStep).toEqual({ minimum: 60_000, typical: 59_988, maximum: 59_000 });
    expect(parts.decision).toEqual({ minimum: 0, typical: 0, maximum: 0 });
  });

  test("shows a cluster's convergence separately from its control script", () => {
    const { parts } = simulate(nlbSetting(), scenario({ inject: "host-reboot", on: "primary" })).outage;
    const none = { minimum: 0, typical: 0, maximum: 0 };
    expect(parts).toMatchObject({ nextStep: none, decision: none, script: none, neighbourUpdate: none, repair: none });
    expect(parts.detection).toEqual({ minimum: 4_000, typical: 4_500, maximum: 6_000 });
    expect(parts.convergence).toEqual({ minimum: 1_000, typical: 5_000, maximum: 20_000 });
  });

  test("waits for a repair if nobody takes over", () => {
    const { parts, unanswered } = run([
      { inject: "sip-interface-loss", on: "primary" },
      { after: "30s", heal: "sip-interface-loss", on: "primary" },
    ]).outage;
    expect(unanswered).toEqual({ minimum: 30_000, typical: 30_000, maximum: 30_000 });
    expect(parts.repair).toEqual(unanswered);
  });

  test("says that an outage does not end, which is not a length of time", () => {
    const { outage, objective } = run([{ inject: "sip-interface-loss", on: "primary" }]);
    const never = { minimum: "does-not-end", typical: "does-not-end", maximum: "does-not-end" };
    expect([outage.unanswered, outage.longest, outage.together, outage.parts.detection]).toEqual([
      never,
      never,
      never,
      never,
    ]);
    expect(objective).toEqual({ recoveryTimeObjective: 25_000, verdict: "missed" });
  });

  test.each([
    ["25s", { recoveryTimeObjective: 25_000, verdict: "met" }],
    ["21s", { recoveryTimeObjective: 21_000, verdict: "missed" }],
    [undefined, { verdict: "not declared" }],
  ] as const)(
    "is compared with a recovery time objective of %s at the slowest, without what callers do",
    (recoveryTimeObjective, expected) => {
      expect(run([POWER_LOSS], { pair: { recoveryTimeObjective } }).objective).toEqual(expected);
    },
  );
});

test.each(["25s", "60s", "5m"] as const)(
  "a second fault comes when nothing is in progress, whatever outage is declared: with an objective of %s",
  (recoveryTimeObjective) => {
    const { topology, pair } = bigIpSetting();
    const one = settingOf(topology, { ...pair, recoveryTimeObjective });
    const twoUp = scenarioNamed("monitor-finds-all-up")!;
    const { outage } = simulate(one, twoUp);
    expect(outage.unanswered).toEqual({ minimum: 65_000, typical: 66_000, maximum: 67_000 });
    for (const { before } of knobs(one, twoUp)) expect(before).toBe(67_000);
  },
);

test("what would help is computed for the course that the result shows, if a fault is healed after it has counted", () => {
  const twoOutages = scenario(
    POWER_LOSS,
    { after: "settled", heal: "host-power-loss", on: "primary" },
    { after: "settled", inject: "sip-interface-loss", on: "backup" },
    { after: "settled", heal: "sip-interface-loss", on: "backup" },
  );
  expect(simulate(setting(), twoOutages).outage.unanswered).toEqual({
    minimum: 25_000,
    typical: 25_000,
    maximum: 25_000,
  });
  // Half of addpTimeout would make the first of the two shorter.
  expect(knobs(setting(), twoOutages)).toEqual([]);
});

describe("a scenario that is cut off", () => {
  const brokenOff = (until: Duration, overrides: SampleOverrides = {}) =>
    simulate(setting(overrides), { ...scenario(POWER_LOSS), until });

  test("says nothing about an objective that is longer than it was watched", () => {
    const { objective, verdicts, outage } = brokenOff("5s");
    expect(outage.unanswered.typical).toBe("does-not-end");
    expect(objective).toEqual({
      recoveryTimeObjective: 25_000,
      verdict: "not evaluated",
      reason: "it was watched for only 5s",
    });
    const open = verdicts.flatMap((one) => (one.verdict === "not evaluated" ? [[one.invariant.name, one.reason]] : []));
    const reason = "at the minimum pace something is wrong at the end, and it was watched for only 5s";
    expect(open).toEqual([
      ["some-holder", reason],
      ["recovery-time", reason],
    ]);
  });

  test("counts an outage that was seen for longer than the objective", () => {
    const { objective } = brokenOff("5s", { pair: { recoveryTimeObjective: "4s" } });
    expect(objective).toEqual({ recoveryTimeObjective: 4_000, verdict: "missed" });
  });

  test("is evaluated if the pair has come back by then", () => {
    const { objective, verdicts } = brokenOff("22s");
    expect(objective).toEqual({ recoveryTimeObjective: 25_000, verdict: "met" });
    expect(verdicts.filter(({ verdict }) => verdict === "not evaluated")).toEqual([]);
  });

  test("misses its objective if nothing was left to happen", () => {
    const { objective } = simulate(setting(), {
      ...scenario(...["primary", "backup"].map((on) => ({ inject: "host-power-loss", on }))),
      until: "1h",
    });
    expect(objective.verdict).toBe("missed");
  });
});

describe("a verdict", () => {
  const verdictOf = (result: ReturnType<typeof run>, name: string) =>
    result.verdicts.find(({ invariant }) => invariant.name === name);

  test("exists for every invariant, in their order", () => {
    expect(run([POWER_LOSS]).verdicts.map(({ invariant }) => invariant.name)).toEqual(
      invariants.map(({ name }) => name),
    );
  });

  test("for a broken invariant has the shortest way there, in which each line follows from the one before", () => {
    expect(verdictOf(run([CUT]), "one-holder")).toEqual({
      invariant: {
        number: "I1",
        name: "one-holder",
        title: "at most one host answers for the virtual IP once a change has settled",
      },
      verdict: "broken",
      paces: ["minimum", "typical", "maximum"],
      pace: "typical",
      at: 18_123,
      text: "sip-a and sip-b answer for the virtual IP",
      counterExample: [
        { at: 0, actor: "scenario", action: "the primary's host loses its management interface", why: "it is tried" },
        {
          at: 13_500,
          actor: "SCS_Staging",
          action: "counts sip-a as lost",
          why: "its agent has been silent for too long",
          causedBy: 0,
        },
        {
          at: 13_501,
          actor: "SCS_Staging",
          action: "orders SIP_In_B to be primary",
          why: "nobody is primary",
          causedBy: 1,
        },
        {
          at: 13_501,
          actor: "Message Server",
          action: "raises SIP_In_B_BECAME_PRIMARY",
          why: "event 5150 of SIP_In_B",
          causedBy: 2,
        },
        {
          at: 13_503,
          actor: "SCS_Staging",
          action: "starts SIP_In_B_VIP_UP",
          why: "the reaction asks for up on sip-b",
          causedBy: 3,
        },
        { at: 13_523, actor: "sip-b", action: "takes 10.120.0.10", why: "up was run", causedBy: 4 },
      ],
    });
  });

  const own = (over: Partial<Invariant>): Invariant => ({
    number: "I0",
    name: "mine",
    title: "mine holds",
    applies: () => true,
    ...over,
  });
  const fails = () => {
    throw new Error("a slip");
  };
  test.each([
    ["does not apply", own({ applies: () => false }), { verdict: "not applicable" }],
    ["throws when asked whether it applies", own({ applies: fails }), { verdict: "not evaluated", reason: "a slip" }],
    ["throws when asked of a world", own({ breach: fails }), { verdict: "not evaluated", reason: "a slip" }],
    [
      "finds a flaw of what is declared",
      own({ flaw: () => "it is wrong" }),
      { verdict: "broken", at: 0, text: "it is wrong", counterExample: [] },
    ],
  ])("for an invariant that %s", (_, invariant, expected) => {
    expect(simulate(setting(), scenario(POWER_LOSS), [invariant]).verdicts).toEqual([
      expect.objectContaining({ invariant: { number: "I0", name: "mine", title: "mine holds" }, ...expected }),
    ]);
  });

  test("is not evaluated if the course has no end; the repeated events are named", () => {
    const usual = setting();
    const answers =
      (kind: string, next: string): Handler =>
      (turn) => {
        turn.tell("sip-a", `${kind}s`, "it was asked to");
        turn.in(1, { kind: next, on: "" });
      };
    const behaviour: Behaviour = {
      ...usual.behaviour,
      handlers: { ping: answers("ping", "pong"), pong: answers("pong", "ping"), ...usual.behaviour.handlers },
      look: (turn) => {
        const isAwaited = ["ping", "pong"].some((kind) => turn.awaits({ kind, on: "" }));
        if (turn.world.faults.length > 0 && !isAwaited) turn.in(1, { kind: "ping", on: "" });
      },
    };
    const result = simulate({ ...usual, behaviour }, scenario({ inject: "message-server-loss" }));
    expect(result.failures.map(({ pace, message }) => [pace, message])).toEqual(
      PACES.map((pace) => [pace, "events lead to each other for ever"]),
    );
    expect([...result.failures[0]!.loop!].sort()).toEqual(["sip-a pings", "sip-a pongs"]);
    const told = result.verdicts.filter(({ verdict }) => verdict !== "not applicable");
    expect(new Set(told.map(({ verdict }) => verdict))).toEqual(new Set(["not evaluated"]));
    expect(result.outage.unanswered.typical).toBe("not-evaluated");
    expect(result.calls.established.fate).toBe("not-evaluated");
    expect(result.objective.verdict).toBe("not evaluated");
  });

  test("is not evaluated if the scenario has a fault that the pair does not know", () => {
    const { failures, verdicts } = run([{ inject: "earthquake" }]);
    expect(failures.map(({ message }) => message)).toEqual(Array(3).fill("there is no fault earthquake"));
    expect(verdicts[0]).toMatchObject({
      verdict: "not evaluated",
      reason: "at the minimum pace there is no fault earthquake",
    });
  });
});

test("a measured time of the neighbours can be simulated beside a watchdog that may announce at any moment", () => {
  const { topology, pair } = setting({
    takeover: { watchdog: { interval: "2s", isolationTimeout: "12s", announceInterval: "60s" } },
  });
  const times = new Map([["neighbours-follow", { minimum: 379, typical: 479, maximum: 579 }]]);
  const crash = scenario({ inject: "process-crash", on: "primary" });
  const { failures, outage } = simulate(settingOf(topology, pair, times), crash);
  expect(failures).toEqual([]);
  expect(outage.unanswered).toEqual({ minimum: 395, typical: 552, maximum: 3_679 });
});
