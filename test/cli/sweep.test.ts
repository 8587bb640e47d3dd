import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { SweepResult } from "../../lib/simulation/sweep";
import { type JsonReport, sipHa } from "../command";
import { sampleDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const folder = temporaryFolder();
function file(name: string, content: object): string {
  writeFileSync(join(folder, name), stringify(content));
  return join(folder, name);
}

const sample = file("sample.yaml", sampleDeclaration());

interface JsonSweep extends JsonReport {
  readonly sweeps: readonly (SweepResult & { readonly environment: string; readonly pair: string })[];
}

const swept = (...args: string[]) => {
  const { code, stdout } = sipHa("simulate", "--sweep", "single", "--json", ...args);
  return { code, ...(JSON.parse(stdout) as JsonSweep) };
};
const found = ({ findings }: Pick<JsonReport, "findings">) =>
  findings.filter(({ level }) => level === "error").map(({ code }) => code);

describe("simulate --sweep", () => {
  test("lists for each invariant what breaks it, and how the first of these comes about", () => {
    const { code, stdout } = sipHa("simulate", "--sweep", "single", sample);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^pair staging\/inbound: \d+ faults, one at a time\n {2}I1 one-holder: at most one host answers for the virtual IP once a change has settled\n {4}broken by one fault:\n {6}the primary's host loses its management interface: sip-a and sip-b answer for the virtual IP\n/,
    );
    expect(stdout).toContain(
      [
        "    how the first of them comes about:",
        "            0s  scenario: the primary's host loses its management interface (it is tried)",
        "         13.5s  SCS_Staging: counts sip-a as lost (its agent has been silent for too long)",
        "         13.5s  SCS_Staging: orders SIP_In_B to be primary (nobody is primary)",
        "         13.5s  Message Server: raises SIP_In_B_BECAME_PRIMARY (event 5150 of SIP_In_B)",
        "         13.5s  SCS_Staging: starts SIP_In_B_VIP_UP (the reaction asks for up on sip-b)",
        "         13.5s  sip-b: takes 10.120.0.10 (up was run)",
        "         18.1s  broken: sip-a and sip-b answer for the virtual IP",
      ].join("\n"),
    );
    expect(stdout).toMatch(/pairs\.inbound\.single-faults [^\n]+: sip-a and sip-b answer for the virtual IP\n/);
    expect(stdout).toMatch(/\n\d errors, 0 warnings, 0 acknowledged, 0 not evaluated\n$/);
  });

  test("has all of this in the JSON, with a finding for each invariant", () => {
    const { code, sweeps, findings } = swept(sample);
    expect(code).toBe(1);
    expect(sweeps.map(({ environment, pair, depth }) => [environment, pair, depth])).toEqual([
      ["staging", "inbound", "single"],
    ]);
    expect([...new Set(sweeps[0]!.breakages.map(({ invariant }) => invariant))]).toEqual(found({ findings }));
  });

  test("passes if somebody acknowledges the findings, for the pair or for the sweep", () => {
    const codes = found(swept(sample));
    const acknowledge = codes.map((finding, index) => ({
      finding,
      on: index === 0 ? "pairs.inbound" : "pairs.inbound.single-faults",
      reason: "the network team knows of it",
    }));
    const accepted = file("accepted.yaml", { ...sampleDeclaration(), acknowledge });
    const judged = swept(accepted);
    expect([judged.code, found(judged)]).toEqual([0, []]);
    expect(sipHa("simulate", "--sweep", "single", accepted).stdout).toContain(
      "    acknowledged: the network team knows of it\n",
    );
    // An acknowledgement for a sweep is not stale if no sweep was made.
    expect(sipHa("simulate", accepted).stdout).not.toContain("single-faults, which is no longer found");
    expect(sipHa("check", accepted).code).toBe(0);
  });

  test.each([
    [["--sweep", "triple"], /argument 'triple' is invalid\. Allowed choices are single, double\./],
    [["--sweep", "single", "--scenario", "x"], /'--sweep <depth>' cannot be used with option '--scenario <scenario>'/],
    [["--sweep", "single", "--mermaid"], /cannot be used with option '--mermaid'/],
    [["--sweep"], /option '--sweep <depth>' argument missing/],
  ])("refuses %j", (flags, message) => {
    const { code, stderr } = sipHa("simulate", sample, ...flags);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test("has its own key in the JSON of a refusal", () => {
    const { code, stdout } = sipHa("simulate", "--sweep", "single", "--json", sample, "--pair", "inbond");
    expect(code).toBe(2);
    expect(Object.keys(JSON.parse(stdout))).toEqual(["findings", "notEvaluated", "acknowledged", "sweeps"]);
  });

  test("names a pair that does not exist", () => {
    const { code, stdout } = sipHa("simulate", "--sweep", "single", sample, "--pair", "inbond");
    expect(code).toBe(2);
    expect(stdout).toContain("did you mean inbound?");
  });
});
