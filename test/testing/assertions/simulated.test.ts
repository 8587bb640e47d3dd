import { describe, expect, test } from "vitest";
import { exampleTopology, firstPair } from "../example-topology";
import { misuseOf } from "../message-of";

const POWER_LOSS = "primary-host-power-loss";

/** The same mistake fails a test whether it expects something or the opposite. */
function mistake(ask: (of: ReturnType<typeof firstPair>["not"]) => void, topology = firstPair()): string[] {
  const message = misuseOf(() => ask(topology));
  expect(misuseOf(() => ask(topology.not))).toBe(message);
  return message.split("\n");
}

describe("a mistake of the test", () => {
  test("is an unknown scenario", () => {
    expect(mistake((of) => of.survives("primary-host-power-los"))).toEqual([
      "the catalogue has no scenario primary-host-power-los; did you mean primary-host-power-loss?",
      "  found:   primary-host-power-los",
      expect.stringMatching(/^ {2}allowed: primary-host-power-loss, primary-host-reboot, .* or one of 23 more$/),
      "  fix:     write primary-host-power-loss",
    ]);
    expect(mistake((of) => of.recoversWithin("20s", { scenario: "primary-host-power-los" }))[0]).toMatch(
      /^the catalogue/,
    );
    expect(mistake((of) => of.satisfiesAllInvariants({ scenarios: [POWER_LOSS, ""] }))[0]).toBe(
      'the catalogue has no scenario ""',
    );
  });

  test("is a scenario that does not apply, and the reason is given", () => {
    const needs = "it needs arpPacketsPerSecond in the network of an IPv4 virtual IP";
    expect(mistake((of) => of.survives("arp-limit-shuts-port"))).toEqual([
      `pair inbound: arp-limit-shuts-port does not apply to this pair: ${needs}`,
      "  found:   arp-limit-shuts-port",
      "  fix:     use one that applies; sip-ha simulate --list shows those of each pair",
    ]);
    const east = exampleTopology("prod-east.yaml");
    expect(mistake((of) => of.survives("scripts-run-twice", { pair: "lab" }), east)[0]).toMatch(
      /^pair lab: scripts-run-twice does not apply to this pair: it belongs to the option IP Address Takeover/,
    );
    expect(mistake((of) => of.survives("up-before-down"), exampleTopology("big-ip.yaml"))[0]).toMatch(
      /^pairs? \S+.*: up-before-down does not apply to this pair: it belongs to the option IP Address Takeover/,
    );
  });

  test("is a pair that does not exist", () => {
    expect(mistake((of) => of.survives(POWER_LOSS, { pair: "inbond" }))).toEqual([
      "staging has no pair inbond; did you mean inbound?",
      "  found:   inbond",
      "  allowed: inbound",
      "  fix:     write inbound",
    ]);
  });

  test.each<[unknown, string, string]>([
    ["20 s", '"20 s"', "write 20s"],
    ["20", "20", "write the unit, e.g. 20s"],
    ["1.5s", "1.5s", "write it in ms: 1500ms"],
    [20, "20", "write the unit, e.g. 20s"],
    [undefined, "nothing", "write a whole number with its unit, e.g. 9s"],
  ])("is an invalid time: %j", (duration, found, fix) => {
    expect(mistake((of) => of.recoversWithin(duration as never, { scenario: POWER_LOSS }))).toEqual([
      "the time in which a pair has to recover is given as a duration",
      `  found:   ${found}`,
      "  allowed: a whole number with its unit: ms, s, m or h",
      `  fix:     ${fix}`,
    ]);
  });

  test("is a timer that does not exist, or has no time", () => {
    const withTimers = (timers: unknown) => mistake((of) => of.survives(POWER_LOSS, { timers: timers as never }));
    expect(withTimers({ bot: "5s" })[0]).toBe("there is no timer bot; did you mean boot?");
    expect(withTimers({ boot: "5 s" })).toEqual([
      "the timer boot has no valid time",
      '  found:   "5 s"',
      "  allowed: a whole number with its unit, e.g. 500ms, 9s, 2m or 1h; or minimum, typical and maximum, each such a number",
      "  fix:     write 5s",
    ]);
    expect(withTimers({ boot: { minimum: "1s", typical: "2s" } })[1]).toBe("  found:   nothing");
    expect(withTimers({ boot: { minimum: "5s", typical: "4s", maximum: "5s" } })[0]).toBe(
      "minimum is longer than typical",
    );
    expect(withTimers("5s")[0]).toBe("measured times are given by the names of their timers");
  });

  test("is an option that nothing reads, or options that are not a mapping", () => {
    expect(mistake((of) => of.survives(POWER_LOSS, { pairs: "inbound" } as never))).toEqual([
      "there is no option pairs; did you mean pair?",
      "  found:   pairs",
      "  allowed: pair or timers",
      "  fix:     write pair",
    ]);
    expect(mistake((of) => of.survives(POWER_LOSS, "inbound" as never))[0]).toBe("options are a mapping");
    expect(mistake((of) => of.recoversWithin("20s", { scenarios: [] } as never))[0]).toBe(
      "there is no option scenarios; did you mean scenario?",
    );
  });

  test("is an unknown invariant or sweep, a list that is not one, or nothing to try", () => {
    const asked = (options: unknown) => mistake((of) => of.satisfiesAllInvariants(options as never));
    expect(asked({ except: ["one-holdr"] })[0]).toBe("there is no invariant one-holdr; did you mean one-holder?");
    expect(asked({ sweep: "triple" })).toEqual([
      "there is no sweep triple",
      "  found:   triple",
      "  allowed: single or double",
      "  fix:     use one that exists",
    ]);
    expect(asked({ scenarios: POWER_LOSS })[0]).toBe("scenarios is a list");
    expect(asked({ except: "one-holder" })[3]).toBe("  fix:     write except: [...]");
    expect(asked({ scenarios: [] })[0]).toBe("without a scenario or a sweep, nothing is tried");
  });
});

describe("a user's own scenario", () => {
  test("is refused with everything that is wrong with it", () => {
    const steps = [
      { inject: "proces-crash", on: "primary" },
      { after: "3", heal: "host-reboot", on: "primary" },
    ] as never;
    expect(
      mistake((of) => of.survives({ name: "x y", title: "", steps })).filter((line) => !/^ {2}/.test(line)),
    ).toEqual([
      "pair inbound: not a valid name of a scenario",
      "pair inbound: step 1: there is no fault proces-crash; did you mean process-crash?",
      "pair inbound: step 2: after is not a duration",
      "pair inbound: step 2: host-reboot primary ends by itself, or is an order: there is nothing to heal",
    ]);
  });

  test("is refused if it has a name of the catalogue, and could be taken for that scenario", () => {
    const steps = [{ inject: "process-crash", on: "backup" }] as const;
    expect(mistake((of) => of.survives({ name: POWER_LOSS, title: "", steps }))[0]).toBe(
      "pair inbound: primary-host-power-loss is already a scenario of the catalogue",
    );
  });

  test("is refused once for all pairs that have the mistake in common", () => {
    const topology = exampleTopology("solaris-and-aix.yaml");
    const steps = [{ inject: "host-power-los", on: "primary" }] as const;
    const lines = mistake((of) => of.survives({ name: "mine", title: "", steps }), topology);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      "pairs inbound, outbound: step 1: there is no fault host-power-los; did you mean host-power-loss?",
    );
  });

  test.each([{ name: "mine", title: "", steps: {} }, { name: "mine" }, undefined, 5, { name: "x", steps: ["crash"] }])(
    "cannot be anything else: %j",
    (scenario) => {
      expect(mistake((of) => of.survives(scenario as never))[0]).toBe(
        "a scenario is given by its name or by its steps",
      );
    },
  );
});

test("a timer that only some pairs have is passed to those pairs", () => {
  const east = exampleTopology("prod-east.yaml");
  east.survives("primary-process-crash", { timers: { "script-up": "1s" } });
  east.recoversWithin("10s", {
    pair: "east-inbound",
    scenario: "primary-process-crash",
    timers: { "script-up": "4s" },
  });
});
