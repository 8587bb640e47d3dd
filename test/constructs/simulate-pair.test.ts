import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import {
  environmentFromFile,
  knobsOf,
  pairInvariants,
  scenariosOf,
  simulatePair,
  sweepPair,
  timersOf,
} from "../../lib";
import { InvalidEnvironment } from "../../lib/checks/invalid-environment";
import { sampleTopology } from "../sample-topology";

const POWER_LOSS = "primary-host-power-loss";

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A scenario of a program without types. */
const own = (steps: unknown) => ({ name: "mine", title: "mine", steps }) as never;

function withTwo(topology: ReturnType<typeof sampleTopology>) {
  const pair = topology.pairs.get("inbound")!;
  return { ...topology, pairs: new Map([...topology.pairs, ["outbound", { ...pair, name: "outbound" }]]) };
}

describe("a program simulates a pair", () => {
  test("through a scenario that it has derived from one of the catalogue", () => {
    const topology = sampleTopology();
    const catalogued = scenariosOf(topology).find(({ name }) => name === POWER_LOSS)!;
    const mine = simulatePair(topology, { ...catalogued, name: "power-loss-of-our-own", until: "10m" });
    expect(mine.outage).toEqual(simulatePair(topology, POWER_LOSS).outage);
  });

  test("of an environment like one of its model", () => {
    const environment = environmentFromFile(new App(), "examples/first-pair.yaml");
    const result = simulatePair(environment, POWER_LOSS);
    expect(result.outage.unanswered).toEqual({ minimum: 9_015, typical: 13_535, maximum: 21_100 });
    expect(simulatePair(environment.topology, POWER_LOSS)).toEqual(result);
  });

  test("through scenarios of the catalogue and through one of its own, with measured times", () => {
    const topology = sampleTopology();
    expect(scenariosOf(topology).map(({ name }) => name)).toContain(POWER_LOSS);
    const timers = {
      "process-restart": "5s",
      "connection-loss-detection": { minimum: "1ms", typical: "2ms", maximum: "3ms" },
    } as const;
    const steps = [{ inject: "process-crash", on: "primary" }] as const;
    const { outage } = simulatePair(topology, { name: "mine", title: "mine", steps }, { timers });
    expect(outage.parts.detection).toEqual({ minimum: 1, typical: 2, maximum: 3 });
    expect(timersOf(topology, { timers }).find(({ name }) => name === "process-restart")).toMatchObject({
      span: { minimum: 5_000, typical: 5_000, maximum: 5_000 },
      source: "measured by the user",
    });
  });

  test("and learns which declared time helps most", () => {
    const { topology } = environmentFromFile(new App(), "examples/first-pair.yaml");
    expect(knobsOf(topology, POWER_LOSS)).toEqual([
      { key: "addpTimeout", now: "9s", half: "5s", before: 21_100, after: 13_100, findings: ["addp-short"] },
    ]);
    expect(knobsOf(topology, POWER_LOSS, { timers: { "host-loss-detection": "9s" } })).toEqual([]);
  });

  test("through every fault, and learns what each breaks", () => {
    const { topology } = environmentFromFile(new App(), "examples/first-pair.yaml");
    const { depth, faults, breakages } = sweepPair(topology, "single");
    expect([depth, faults]).toEqual(["single", 50]);
    const names = pairInvariants().map(({ name }) => name);
    expect(breakages.filter(({ invariant }) => !names.includes(invariant))).toEqual([]);
    expect(new Set(breakages.map(({ invariant }) => invariant))).toContain("recovery-time");
  });

  test("with the model as it is now, not as it was at an earlier call", () => {
    const { topology } = environmentFromFile(new App(), "examples/first-pair.yaml");
    simulatePair(topology, POWER_LOSS);
    const { managementLayer } = topology;
    const failureDetection = { ...managementLayer.failureDetection, addpTimeout: "5s" } as const;
    const quicker = { ...topology, managementLayer: { ...managementLayer, failureDetection } };
    expect(simulatePair(quicker, POWER_LOSS).outage.unanswered.maximum).toBe(13_100);
    expect(simulatePair(topology, POWER_LOSS).outage.unanswered.maximum).toBe(21_100);
  });

  test.each<[string, (topology: ReturnType<typeof sampleTopology>) => unknown, RegExp]>([
    [
      "scenario",
      (topology) => simulatePair(topology, "primary-host-power-los"),
      /there is no scenario primary-host-power-los; did you mean primary-host-power-loss\?/,
    ],
    [
      "pair, given as the environment,",
      (topology) => simulatePair(topology.pairs.get("inbound") as never, POWER_LOSS),
      /pass an environment first; its pair is named after it\n {2}found: {3}a mapping\n/,
    ],
    ["missing environment", () => timersOf(undefined as never), /pass an environment first/],
    [
      "missing scenario",
      (topology) => simulatePair(topology, undefined as never),
      /no scenario is given\n {2}found: {3}nothing\n/,
    ],
    [
      "depth",
      (topology) => sweepPair(topology, "triple" as never),
      /not a value that is allowed here\n {2}found: {3}triple\n {2}allowed: single or double\n/,
    ],
    [
      "scenario of another option",
      (topology) => simulatePair(topology, "connections-on-switchover"),
      /connections-on-switchover does not apply to this pair: it belongs to the option F5 BIG-IP/,
    ],
    [
      "pair",
      (topology) => simulatePair(topology, POWER_LOSS, { pair: "inbond" }),
      /there is no pair inbond; did you mean inbound\?/,
    ],
    [
      "pair that is missing, among several,",
      (topology) => simulatePair(withTwo(topology), POWER_LOSS),
      /the pair to ask about is not named\n {2}found: {3}no pair\n {2}allowed: inbound or outbound\n {2}fix: {5}name one, e\.g\. \{ pair: "inbound" \}\n/,
    ],
    [
      "pair that is missing, of none,",
      (topology) => timersOf({ ...topology, pairs: new Map() }),
      /there is no pair to ask about\n {2}found: {3}no pair\n/,
    ],
    [
      "pair itself in place of its name",
      (topology) => simulatePair(topology, POWER_LOSS, { pair: topology.pairs.get("inbound") as never }),
      /wrong type of value\n {2}found: {3}a mapping\n {2}allowed: the name of a pair\n/,
    ],
    ["null for what is simulated", (topology) => simulatePair(topology, POWER_LOSS, null as never), /found: {3}null\n/],
    [
      "key of what is simulated",
      (topology) => simulatePair(topology, POWER_LOSS, { timer: { boot: "5s" } } as never),
      /unknown key timer; did you mean timers\?/,
    ],
    [
      "key of a step of its own",
      (topology) => simulatePair(topology, own([{ inject: "host-power-loss", on: "primary", afer: "9s" }])),
      /steps\.0\.afer: unknown key afer; did you mean after\?/,
    ],
    [
      "scenario without steps",
      (topology) => simulatePair(topology, own(undefined)),
      /steps: wrong type of value\n {2}found: {3}nothing\n {2}allowed: a list\n/,
    ],
    ["step", (topology) => simulatePair(topology, own([null])), /steps\.0: wrong type of value\n {2}found: {3}null\n/],
    [
      "number for a fault",
      (topology) => simulatePair(topology, own([{ inject: 5 }])),
      /steps\.0\.inject: wrong type of value\n {2}found: {3}5\n {2}allowed: text\n/,
    ],
    [
      "timer",
      (topology) => simulatePair(topology, POWER_LOSS, { timers: { bot: "5s" } }),
      /there is no timer bot; did you mean boot\?/,
    ],
    [
      "contradiction",
      (topology) =>
        simulatePair(topology, POWER_LOSS, { timers: { boot: { minimum: "5s", typical: "4s", maximum: "5s" } } }),
      /minimum is longer than typical/,
    ],
    [
      "time",
      (topology) => simulatePair(topology, POWER_LOSS, { timers: { "sip-t1": "10h" } }),
      /not a time that sip-t1 can have\n {2}found: {3}10h\n {2}allowed: 1ms to 5s\n/,
    ],
    [
      "text for a time",
      (topology) => simulatePair(topology, POWER_LOSS, { timers: { boot: "5 s" as never } }),
      /the timer boot has no valid time\n {2}found: {3}"5 s"\n/,
    ],
    [
      "scenario for virtual IPs of another address family",
      (topology) => simulatePair(topology, "neighbour-advertisements-lost"),
      /neighbour-advertisements-lost does not apply to this pair: it needs /,
    ],
    [
      "name of its own that the catalogue has",
      (topology) => simulatePair(topology, { name: POWER_LOSS, title: "", steps: [{ inject: "switchover" }] }),
      /primary-host-power-loss is already a scenario of the catalogue/,
    ],
  ])("and gets an error with its line if a %s is wrong", (_, run, message) => {
    const text = refusal(() => run(sampleTopology()));
    expect(text).toMatch(message);
    expect(text).toMatch(/^test\/constructs\/simulate-pair\.test\.ts:\d+:\d+ error /);
  });
});
