import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import type { Scenario } from "../../lib/operation/scenario";
import { junitReport } from "../../lib/report/junit-report";
import { oneHolder } from "../../lib/simulation/invariants/one-holder";
import { settingOf } from "../../lib/simulation/setting";
import { simulate } from "../../lib/simulation/simulate";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const setting = settingOf(topology, samplePair(topology));
const run = (scenario: Scenario) => simulate(setting, scenario, [oneHolder]);
const fine = run({ name: "fine", title: "a switchover", steps: [{ inject: "switchover" }] });
const split = run({
  name: "split",
  title: "a <wrong> cable & more",
  steps: [{ inject: "management-interface-loss", on: "primary" }],
});
const unknown = run({ name: "unknown", title: "an earthquake", steps: [{ inject: "earthquake" }] });

/** Every element with its attributes, in order, and the text of each that has one. @throws if it is not well-formed */
function elementsOf(document: string) {
  const parser = new SaxesParser();
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    elements.push({ name, attributes: attributes as Record<string, string>, text: "" });
  });
  parser.on("text", (text) => {
    const last = elements.at(-1);
    if (last !== undefined && text.trim() !== "") last.text += text;
  });
  parser.write(document).close();
  return elements;
}

describe("JUnit XML", () => {
  test("has a suite for each pair and a case with the result of each scenario", () => {
    const elements = elementsOf(junitReport([fine, split, unknown]));
    expect(elements[1]).toEqual({
      name: "testsuite",
      attributes: { name: "staging.inbound", tests: "3", failures: "1", errors: "1", skipped: "0" },
      text: "",
    });
    expect(elements.filter(({ name }) => name === "testcase").map(({ attributes }) => attributes)).toEqual(
      ["fine", "split", "unknown"].map((name) => ({ classname: "staging.inbound", name })),
    );
  });

  test("has in a failure the way to the broken invariant, and the timeline", () => {
    const [failure, ...others] = elementsOf(junitReport([fine, split])).filter(({ name }) => name === "failure");
    expect(others).toEqual([]);
    expect(failure!.attributes).toEqual({
      type: "one-holder",
      message: "one-holder: sip-a and sip-b answer for the virtual IP",
    });
    expect(failure!.text).toContain(
      "broken 18.123s after the start at the typical pace\nhow it comes to that:\n0.000s scenario ",
    );
    expect(failure!.text).toMatch(/\n 8 {2}13\.523s {2}sip-b +takes 10\.120\.0\.10 +up was run \(7\)\n/);
  });

  test("has an error if nothing could be evaluated", () => {
    const errors = elementsOf(junitReport([unknown])).filter(({ name }) => name === "error");
    expect(errors[0]!.attributes).toEqual({
      type: "one-holder",
      message: "one-holder is not evaluated: at the minimum pace there is no fault earthquake",
    });
  });

  test("passes what somebody accepts, and mentions it", () => {
    const accepted = () => [{ invariant: "one-holder", reason: "the network team shuts ports" }];
    const elements = elementsOf(junitReport([split], accepted));
    expect(elements.filter(({ name }) => name === "failure")).toEqual([]);
    expect(elements.at(-1)!.text).toBe(
      "a <wrong> cable & more\nevery new call is answered\nacknowledged: one-holder: the network team shuts ports",
    );
  });
});
