import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type JsonReport, sipHa } from "../command";

const said = (flag: string, value: string) =>
  `option '${flag}' has no value: ${value} looks like another option; for a file or folder of that name, write ./${value}`;

describe("what stands in place of a missing value is not a value:", () => {
  test.each([
    [["synth", "a.yaml", "--out", "--strict"], said("--out <folder>", "--strict")],
    [["synth", "a.yaml", "--out=--strict"], said("--out <folder>", "--strict")],
    [["advise", "--os", "--seats", "60"], said("--os <systems>", "--seats")],
    [["drill", "run", "kit", "--scenario", "--yes"], said("--scenario <scenario>", "--yes")],
    [["survey", "--facts", "x", "--big-ip", "--json=1"], said("--big-ip <name=address>", '"--json=1"')],
  ])("%j", (args, message) => {
    const { code, stdout, stderr } = sipHa(...args);
    expect([code, stdout, stderr.split("\n")[0]]).toEqual([
      2,
      "",
      `error: ${message.replace('./"--json=1"', "./--json=1")}`,
    ]);
  });
});

describe("--json reports as a finding", () => {
  test.each([
    [
      "that a value is missing",
      ["synth", "a.yaml", "--out", "--json"],
      said("--out <folder>", "--json"),
      "sip-ha synth",
    ],
    [
      "that there is no such command",
      ["chek", "a.yaml", "--json"],
      "unknown command 'chek'; did you mean check?",
      "sip-ha",
    ],
    ["that the option stands before the command", ["--json", "check", "a.yaml"], "unknown option '--json'", "sip-ha"],
  ])("%s", (_, args, message, command) => {
    const { code, stdout, stderr } = sipHa(...args);
    expect([code, stderr]).toEqual([2, ""]);
    const [finding, ...more] = (JSON.parse(stdout) as JsonReport).findings;
    expect([finding?.code, finding?.message, finding?.fix, more]).toEqual([
      "command-line",
      message,
      `correct the command line; ${command} --help shows what it takes`,
      [],
    ]);
    expect(existsSync("--json")).toBe(false);
  });
});
