import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("everything that is synthesized leads somewhere", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [] };
  expect(verdict("references", trial)).toBeUndefined();
});

test("a reaction that starts nothing is told for each alarm that names it", () => {
  expect(verdict("references", mutants.references!())).toBe(
    "SIP_In_B_BECAME_PRIMARY names the reaction SIP_In_B_VIP_UP_REACTION, which starts nothing",
  );
});
