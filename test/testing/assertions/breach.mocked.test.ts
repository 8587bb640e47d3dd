import { expect, test, vi } from "vitest";
import type { InvariantVerdict, ScenarioResult } from "../../../lib";
import { firstPair } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

/** The changes to the results of the simulator, which evaluates everything of the examples. */
const changes = vi.hoisted(() => ({ of: (result: ScenarioResult): ScenarioResult => result }));

vi.mock("sip-server-ha", async (original) => {
  const library = await original<typeof import("sip-server-ha")>();
  const simulatePair: typeof library.simulatePair = (...args) => changes.of(library.simulatePair(...args));
  return { ...library, simulatePair };
});

const scenarios = ["primary-host-power-loss"];
const [scenario] = scenarios as [string];

function unknownInvariant(result: ScenarioResult): ScenarioResult {
  const verdicts = result.verdicts.map(
    (one): InvariantVerdict =>
      one.invariant.name === "references"
        ? { invariant: one.invariant, verdict: "not evaluated", reason: "there is no timer boot" }
        : one,
  );
  return { ...result, verdicts };
}

const misuse = (what: string, found: string) =>
  [
    `whether ${what} cannot be evaluated`,
    `  found:   ${found}`,
    "  fix:     report it with the environment file, or correct the scenario if it is your own",
  ].join("\n");

test("an invariant that could not be evaluated fails its test, negated or not", () => {
  changes.of = unknownInvariant;
  const found = "references: there is no timer boot";
  const survival = misuse("staging/inbound survives primary-host-power-loss", found);
  expect(misuseOf(() => firstPair().survives(scenario))).toBe(survival);
  expect(misuseOf(() => firstPair().not.survives(scenario))).toBe(survival);
  const all = misuse("staging satisfies all invariants", found);
  expect(misuseOf(() => firstPair().satisfiesAllInvariants({ scenarios }))).toBe(all);
  expect(misuseOf(() => firstPair().not.satisfiesAllInvariants({ scenarios }))).toBe(all);
});

test("it says nothing about an outage, about what does not survive in any case, or if the test excepts it", () => {
  changes.of = unknownInvariant;
  firstPair().recoversWithin("25s", { scenario });
  firstPair().satisfiesAllInvariants({ scenarios, except: ["references"] });
  firstPair().not.survives("primary-process-hang");
});

test("a course that could not be followed fails a test, negated or not, unless the others already take too long", () => {
  changes.of = (result) => ({
    ...result,
    outage: { ...result.outage, unanswered: { ...result.outage.unanswered, maximum: "not-evaluated" } },
    failures: [{ pace: "maximum", message: "events lead to each other" }],
  });
  const recovery = misuse("staging/inbound recovers within 20s", "events lead to each other");
  expect(misuseOf(() => firstPair().recoversWithin("20s", { scenario }))).toBe(recovery);
  expect(misuseOf(() => firstPair().not.recoversWithin("20s", { scenario }))).toBe(recovery);
  firstPair().not.recoversWithin("13s", { scenario });
  expect(messageOf(() => firstPair().recoversWithin("13s", { scenario })).split("\n")[2]).toBe(
    "  no new call is answered for up to 13.6s, which is 535ms too long",
  );
});
