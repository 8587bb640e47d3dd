import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { DrillKit } from "../../lib/drill/drill-kit";
import type { DrillResults } from "../../lib/drill/drill-results";
import { join } from "../../lib/text/paths";
import { type JsonReport, sipHa } from "../command";
import { sampleResults } from "../drill/sample-results";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const folder = temporaryFolder();
const file = join(folder, "staging.yaml");
const kits = join(folder, "drills");
const KIT = join(kits, "staging/inbound");

const codes = (stdout: string) => (JSON.parse(stdout) as JsonReport).findings.map(({ code }) => code);
const kit = () => JSON.parse(readFileSync(join(KIT, "drill.json"), "utf8")) as DrillKit;

beforeAll(() => {
  writeFileSync(file, stringify(soundDeclaration()));
  expect(sipHa("drill", file, "--out", kits).code).toBe(0);
});

describe("drill writes", () => {
  test("the kit of each pair: a file for the runner, one for people, and the hosts' keys", () => {
    expect(readdirSync(KIT).sort()).toEqual(["drill.json", "drill.md", "known_hosts"]);
    expect(readFileSync(join(KIT, "known_hosts"), "utf8")).toBe(
      ["10.110.0.11 ecdsa-sha2-nistp256 AAAAExampleA\n", "10.110.0.12 ecdsa-sha2-nistp256 AAAAExampleB\n"]
        .map((line) => `${line}@cert-authority ${line}`)
        .join(""),
    );
    expect(kit().notDrilled.map(({ name }) => name)).not.toContain("nlb-not-converged");
  });

  test("the same bytes each time, and prints what to run", () => {
    const before = readFileSync(join(KIT, "drill.json"), "utf8");
    const { code, stdout } = sipHa("drill", file, "--out", kits);
    expect(code).toBe(0);
    expect(readFileSync(join(KIT, "drill.json"), "utf8")).toBe(before);
    expect(stdout).toContain(`  sip-ha drill run ${KIT} --scenario primary-process-crash   # steps: 2\n`);
  });

  test("only the scenarios that are named, in the order of the catalogue", () => {
    const out = join(folder, "some");
    const names = ["primary-host-power-loss", "switchover-by-hand"].flatMap((name) => ["--scenario", name]);
    const { code, stdout } = sipHa("drill", file, "--out", out, "--json", ...names);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).kits).toEqual([
      {
        environment: "staging",
        pair: "inbound",
        folder: join(out, "staging/inbound"),
        scenarios: ["switchover-by-hand", "primary-host-power-loss"],
        notDrilled: [],
      },
    ]);
  });

  test("outages that are expected with measured times", () => {
    const times = join(folder, "times.yaml");
    writeFileSync(times, "host-loss-detection: 10s\n");
    const out = join(folder, "timed");
    sipHa("drill", file, "--out", out, "--timers", times, "--scenario", "primary-host-power-loss");
    const { scenarios } = JSON.parse(readFileSync(join(out, "staging/inbound/drill.json"), "utf8")) as DrillKit;
    expect(scenarios[0]!.steps[0]!.unanswered).toEqual({ minimum: 10_015, typical: 10_035, maximum: 13_100 });
  });

  test("what people do, for a pair on Windows", () => {
    const windows = join(__dirname, "../../examples/windows-pair.yaml");
    const { code } = sipHa("drill", windows, "--out", join(folder, "windows"));
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "windows/branch/inbound/drill.md"), "utf8")).toContain(
      "- [ ] on sip-a, `C:\\Genesys\\sip-ha\\inbound-vip.cmd status` prints `inbound-vip: up: 10.140.0.10 is on Local Area Connection 2 of sip-a`",
    );
  });
});

describe("drill refuses", () => {
  const refused = (...words: string[]) => {
    const out = join(folder, "refused");
    const { code, stdout } = sipHa("drill", file, "--out", out, "--json", ...words);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
    return (JSON.parse(stdout) as JsonReport).findings.map((one) => [one.code, one.message, one.fix]);
  };

  test("an unknown scenario, and names the one that was most likely meant", () => {
    expect(refused("--scenario", "primary-proces-crash")).toEqual([
      [
        "unknown-scenario",
        "--scenario: there is no scenario primary-proces-crash; did you mean primary-process-crash?",
        "write primary-process-crash",
      ],
    ]);
  });

  test("scenarios that do not apply or cannot be tried, all at once and with the reason", () => {
    const names = ["both-hosts-boot-together", "nlb-not-converged"].flatMap((name) => ["--scenario", name]);
    expect(refused(...names).map(([code, message]) => `${code}: ${message}`)).toEqual([
      "scenario-not-drilled: both-hosts-boot-together is not tried on pair inbound: it would leave both hosts down",
      "scenario-not-drilled: nlb-not-converged is not tried on pair inbound: it belongs to the option Windows NLB Cluster",
    ]);
  });

  test("an unknown pair, a limit that is not a number, and a file of times that does not exist", () => {
    expect(refused("--pair", "inbond")[0]![1]).toBe("--pair: there is no pair inbond; did you mean inbound?");
    expect(refused("--most-calls", "a few").map(([code]) => code)).toEqual(["call-limit"]);
    expect(refused("--timers", join(folder, "none.yaml")).map(([code]) => code)).toEqual(["file-not-found"]);
  });

  test("a folder that cannot be written", () => {
    const { code, stdout } = sipHa("drill", file, "--out", file, "--json");
    expect([code, codes(stdout)]).toEqual([2, ["output-unwritable"]]);
  });

  test("an environment that cannot be deployed", () => {
    const broken = join(folder, "broken.yaml");
    writeFileSync(
      broken,
      stringify(soundDeclaration({ "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "10.9.9.9" })),
    );
    const { code, stdout } = sipHa("drill", broken, "--out", join(folder, "refused"));
    expect(code).toBe(1);
    expect(stdout).toContain("nothing was written\n");
  });
});

describe("drill run refuses, before anything is done,", () => {
  const refused = (...words: string[]) => {
    const { code, stdout } = sipHa("drill", "run", ...words, "--json");
    expect(code).toBe(0);
    return codes(stdout);
  };

  test.each([
    ["a scenario that is not in the kit", [KIT, "--scenario", "primary-proces-crash"], ["scenario-not-in-kit"]],
    ["a scenario that cannot be tried", [KIT, "--scenario", "both-hosts-boot-together"], ["scenario-not-drilled"]],
    ["a window without a time", [KIT, "--until", "25:00"], ["window-end"]],
    ["facts without an output to compare them with", [KIT, "--facts", "x"], ["flag-alone"]],
    ["results that already exist", [KIT, "--results", file], ["results-there"]],
    ["an unusable place for results", [KIT, "--results", join(file, "x")], ["results-unwritable"]],
    ["something that is not a kit", [file], ["no-drill-file"]],
    ["several mistakes at once", [KIT, "--until", "4", "--scenario", "x"], ["scenario-not-in-kit", "window-end"]],
  ])("%s", (_, words, expected) => {
    expect(refused(...words)).toEqual(expected);
  });
});

describe("drill report", () => {
  let results: string;
  const write = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content, null, 2));
    return join(folder, name);
  };
  let good: DrillResults;
  beforeAll(async () => {
    good = await sampleResults(kit(), "primary-host-power-loss", [12_000, 0, 500]);
  });
  beforeEach(() => {
    results = write("results.json", good);
  });

  test("exits with 0 if everything was as expected, as text, Markdown or JSON", () => {
    const text = sipHa("drill", "report", results);
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/\n1 of 1 runs passed, 0 times outside what was expected: as expected\n$/);
    const markdown = sipHa("drill", "report", results, "--markdown");
    expect(markdown.stdout).toMatch(/^# Results of drills\n\n## staging\/inbound, \S+: passed\n\n\| scenario \|/);
    const { runs, isAsExpected } = JSON.parse(sipHa("drill", "report", results, "--json").stdout);
    expect([runs[0].steps[0].verdict, isAsExpected]).toEqual(["inside", true]);
  });

  test("exits with 1 if a time was outside what was expected", async () => {
    const late = write("late.json", await sampleResults(kit(), "primary-host-power-loss", [22_000, 0, 500]));
    expect(sipHa("drill", "report", results, late).code).toBe(1);
  });

  test("exits with 2 if results cannot be understood, and reports all of them", () => {
    const cut = join(folder, "cut.json");
    writeFileSync(cut, readFileSync(results, "utf8").slice(0, 300));
    const edited = write("edited.json", { ...good, pair: "outbound" });
    const { code, stdout } = sipHa("drill", "report", results, cut, edited, "--json");
    expect([code, codes(stdout)]).toEqual([2, ["drill-file-broken", "drill-file-edited"]]);
  });

  test("writes times for the simulator, which then predicts what was measured", () => {
    const timers = join(folder, "measured.yaml");
    const words = ["--timers-out", timers, "--environment", file];
    const { code, stdout } = sipHa("drill", "report", results, ...words);
    expect([code, stdout.split("\n").at(-2)]).toEqual([
      0,
      `wrote ${timers}: host-loss-detection, neighbours-follow; with it the simulator predicts 3 of 3 measured outages`,
    ]);
    const simulated = sipHa("simulate", file, "--timers", timers, "--scenario", "primary-host-power-loss", "--json");
    const { unanswered } = JSON.parse(simulated.stdout).results[0].outage;
    expect(unanswered.minimum).toBeLessThanOrEqual(12_100);
    expect(unanswered.maximum).toBeGreaterThanOrEqual(11_900);
    expect(Math.abs(unanswered.typical - 12_000)).toBeLessThanOrEqual(2);
  });

  test("writes no times without the model, for another model, or if the file cannot be written", () => {
    const report = (...words: string[]) => sipHa("drill", "report", results, "--json", ...words);
    const timers = join(folder, "none/measured.yaml");
    expect(codes(report("--timers-out", timers).stdout)).toEqual(["flag-alone"]);
    expect(codes(report("--environment", file).stdout)).toEqual(["flag-alone"]);
    const out = report("--timers-out", timers, "--environment", file);
    expect([out.code, codes(out.stdout)]).toEqual([2, ["output-unwritable"]]);
    for (const read of [results, file]) {
      const before = readFileSync(read, "utf8");
      const lost = report("--timers-out", read, "--environment", file);
      expect([lost.code, codes(lost.stdout)]).toEqual([2, ["file-is-read"]]);
      expect(readFileSync(read, "utf8")).toBe(before);
    }
    const other = join(folder, "other.yaml");
    writeFileSync(other, stringify(soundDeclaration({ "managementLayer.failureDetection": { addpTimeout: "5s" } })));
    mkdirSync(join(folder, "there"), { recursive: true });
    const measured = join(folder, "there/measured.yaml");
    const changed = report("--timers-out", measured, "--environment", other);
    expect([changed.code, codes(changed.stdout)]).toEqual([2, ["results-of-other-model"]]);
    expect(existsSync(measured)).toBe(false);
  });
});
