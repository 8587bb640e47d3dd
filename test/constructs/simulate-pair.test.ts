import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { environmentFromFile, scenariosOf, simulatePair, timersOf } from "../../lib";
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

describe("a program simulates a pair", () => {
  test("of an environment as of its model", () => {
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

  test.each<[string, (topology: ReturnType<typeof sampleTopology>) => unknown, RegExp]>([
    [
      "scenario",
      (topology) => simulatePair(topology, "primary-host-power-los"),
      /there is no scenario primary-host-power-los; did you mean primary-host-power-loss\?/,
    ],
    [
      "scenario of another option",
      (topology) => simulatePair(topology, "connections-on-switchover"),
      /connections-on-switchover says nothing about this pair: it belongs to the option F5 BIG-IP/,
    ],
    [
      "pair",
      (topology) => simulatePair(topology, POWER_LOSS, { pair: "inbond" }),
      /there is no pair inbond; did you mean inbound\?/,
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
  ])("and is told its line where a %s is wrong", (_, run, message) => {
    const text = refusal(() => run(sampleTopology()));
    expect(text).toMatch(message);
    expect(text).toMatch(/^test\/constructs\/simulate-pair\.test\.ts:\d+:\d+ error /);
  });
});
