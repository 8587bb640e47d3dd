import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { join } from "../../lib/text/paths";
import { builtSipHa } from "../built-package";
import type { JsonReport } from "../command";
import { folderContent } from "../folder-content";
import { sampleDeclaration, soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

let folder: string;
let program: string;
let sound: string;

beforeAll(() => {
  folder = temporaryFolder();
  program = builtSipHa();
  sound = file("sound.yaml", stringify(soundDeclaration()));
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function sipHa(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  return { code: status, stdout, stderr };
}

const DIAGRAMS = ["control.mmd", "control.svg", "physical.mmd", "physical.svg", "sip.mmd", "sip.svg"];

describe("report", () => {
  test("writes the report and its diagrams beside the output of synth, the same bytes each time", () => {
    const out = join(folder, "whole");
    expect(sipHa("synth", sound, "--out", out).code).toBe(0);
    const stack = join(out, "stacks/staging");
    const before = folderContent(stack);
    const run = () => sipHa("report", sound, "--out", out);
    expect(run()).toEqual({
      code: 0,
      stdout: `0 errors, 0 warnings, 0 acknowledged, 0 not evaluated\nwrote ${join(stack, "report.html")}\n`,
      stderr: "",
    });
    const after = folderContent(stack);
    const added = ["diagrams/control.mmd", ...DIAGRAMS.slice(1).map((name) => `diagrams/${name}`), "report.html"];
    expect(Object.keys(after).filter((path) => !(path in before))).toEqual(added);
    expect(after).toMatchObject(before);
    expect(readdirSync(out)).not.toContainEqual(expect.stringMatching(/^\.sip-ha-/));
    run();
    expect(folderContent(stack)).toEqual(after);
    for (const scenario of ["primary-host-power-loss", "primary-process-crash"])
      expect(after["report.html"]).toContain(`id="pair.inbound.${scenario}"`);
    expect(after["report.html"]).not.toContain(folder);
  }, 120_000);

  test("is removed by the next synth, which keeps other people's files there", () => {
    const out = join(folder, "again");
    const stack = join(out, "stacks/staging");
    expect(sipHa("report", sound, "--out", out).code).toBe(0);
    expect(readdirSync(join(stack, "diagrams"))).toEqual(DIAGRAMS);
    writeFileSync(join(stack, "diagrams/rack.svg"), "mine");
    sipHa("synth", sound, "--out", out);
    expect(existsSync(join(stack, "report.html"))).toBe(false);
    expect(readdirSync(join(stack, "diagrams"))).toEqual(["rack.svg"]);
  }, 120_000);

  test("says if the folder holds another model, and removes diagrams that are no longer drawn", () => {
    const out = join(folder, "other");
    const stack = join(out, "stacks/staging");
    sipHa("synth", sound, "--out", out);
    mkdirSync(join(stack, "diagrams"));
    writeFileSync(join(stack, "diagrams/outbound-sip.svg"), "old");
    const changed = file("changed.yaml", stringify(soundDeclaration({ "pairs.inbound.sip.port": 5070 })));
    const { code, stderr } = sipHa("report", changed, "--out", out);
    expect([code, stderr]).toEqual([
      0,
      `${join(stack, "topology.yaml")} belongs to another model than the report beside it: run sip-ha synth, then sip-ha report\n`,
    ]);
    expect(readdirSync(join(stack, "diagrams"))).toEqual(DIAGRAMS);
  }, 120_000);

  test("says if nothing was synthesized yet, because the report refers to a runbook and files that do not exist", () => {
    const out = join(folder, "alone");
    const { code, stderr } = sipHa("report", sound, "--out", out);
    const model = join(out, "stacks/staging/topology.yaml");
    expect([code, stderr]).toEqual([
      0,
      `${model} is missing, and so are the files that the report names: run sip-ha synth, then sip-ha report\n`,
    ]);
  }, 120_000);

  test("uses measured times, and names them", () => {
    const out = join(folder, "measured");
    const timers = file("measured.yaml", "host-loss-detection: 1s\n");
    expect(sipHa("report", sound, "--out", out, "--timers", timers).code).toBe(0);
    expect(readFileSync(join(out, "stacks/staging/report.html"), "utf8")).toContain(
      "Measured, and given for this report: host-loss-detection.",
    );
  }, 120_000);

  test("refuses what check refuses, with its exit code, and writes nothing", () => {
    const out = join(folder, "refused");
    const invalid = file("invalid.yaml", stringify(sampleDeclaration({ "pairs.inbound.sip.port": "many" })));
    const wrong = file("wrong.yaml", stringify(sampleDeclaration({ "pairs.inbound.recoveryTimeObjective": "5s" })));
    const timers = file("bad-timers.yaml", "bot: 5s\n");
    expect(sipHa("report", invalid, "--out", out)).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/wrong-type[\s\S]*\nnothing was written\n$/),
    });
    expect(sipHa("report", wrong, "--out", out).code).toBe(1);
    const { code, stdout } = sipHa("report", sound, "--out", out, "--timers", timers, "--json");
    const report = JSON.parse(stdout) as JsonReport;
    expect([code, report.findings.map((one) => one.code), report.written]).toEqual([2, ["unknown-timer"], []]);
    expect(existsSync(out)).toBe(false);
  }, 120_000);

  test("says where it cannot write", () => {
    const out = file("not-a-folder", "");
    expect(sipHa("report", sound, "--out", out, "--json")).toMatchObject({ code: 2 });
  }, 120_000);
});
