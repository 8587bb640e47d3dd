import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { ScenarioResult } from "../../lib/simulation/result";
import { scenarios } from "../../lib/simulation/scenarios";
import { type JsonReport, sipHa } from "../command";
import { REMOVED, sampleDeclaration, soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const folder = temporaryFolder();
function file(name: string, content: object | string): string {
  writeFileSync(join(folder, name), typeof content === "string" ? content : stringify(content));
  return join(folder, name);
}

/** Without a watchdog two hosts have the virtual IP in it. */
const CUT = "mine-cut: { title: a cut cable, steps: [{ inject: management-interface-loss, on: primary }] }\n";

let sample: string;
let mine: string;

beforeAll(() => {
  sample = file("sample.yaml", sampleDeclaration());
  mine = file("mine.yaml", CUT);
});

interface JsonSimulation extends JsonReport {
  readonly results: readonly ScenarioResult[];
}

const json = (...args: string[]) => JSON.parse(sipHa("simulate", "--json", ...args).stdout) as JsonSimulation;
const codes = ({ findings }: JsonReport) => findings.map(({ code }) => code);

describe("simulate prints", () => {
  test("a line for each scenario, and how a broken invariant came about", () => {
    const { code, stdout } = sipHa("simulate", sample, "--scenarios", mine);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^staging\/inbound \(ipAddressTakeover\): how long no new call is answered; the recovery time objective is 25s\n/,
    );
    expect(stdout).toMatch(/\nprimary-host-power-loss +9s +13\.5s +21\.1s +met +hold\n/);
    expect(stdout).toMatch(/\nmine-cut +0s +0s +0s +met +broken: one-holder/);
    expect(stdout).toMatch(
      /\nstaging\/inbound mine-cut: a cut cable\n {2}broken {10}I1 one-holder, at every pace: sip-a and sip-b answer for the virtual IP, /,
    );
    expect(stdout).not.toContain("why (after line)");
    expect(stdout).not.toContain("staging/inbound primary-host-power-loss:");
    expect(stdout).toContain(
      `  fix:     look at its timeline: --pair staging/inbound --scenario mine-cut; fix the cause, or acknowledge it with a reason`,
    );
  });

  test("the shortest outage first, even if the slowest course has it", () => {
    const { stdout } = sipHa("simulate", join(__dirname, "../../examples/sip-proxy.yaml"));
    expect(stdout).toMatch(/\nname-servers-down +3575s +3585\.1s +3600s +missed/);
  });

  test("in full the scenario that is asked for, with what would help", () => {
    const { code, stdout } = sipHa("simulate", sample, "--scenario", "primary-host-power-loss", "--knobs");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^staging\/inbound primary-host-power-loss: [^\n]+\n\n +time {2}who/);
    expect(stdout).toContain(
      "  with addpTimeout 5s instead of 9s: 13.1s at most instead of 21.1s; sip-ha check then reports addp-short\n",
    );
    expect(stdout).toMatch(/\n0 errors, 0 warnings, 0 acknowledged, 0 not evaluated\n$/);
  });

  test("for all scenarios, what would help most, and which check would report it", () => {
    const { stdout } = sipHa("simulate", sample, "--knobs");
    expect(stdout).toContain(
      [
        "scenario                  with                          at most   then  sip-ha check reports",
        "primary-host-power-loss   addpTimeout 5s instead of 9s    21.1s  13.1s  addp-short",
        "",
      ].join("\n"),
    );
  });

  test("results as JSON beside the report", () => {
    const report = json(sample, "--scenario", "primary-process-crash");
    expect(Object.keys(report)).toEqual(["findings", "notEvaluated", "acknowledged", "results"]);
    expect(report.results.map(({ pair, scenario }) => [pair, scenario.name])).toEqual([
      ["inbound", "primary-process-crash"],
    ]);
    expect(report.results[0]!.outage.unanswered).toEqual({ minimum: 16, typical: 85, maximum: 4_100 });
  });

  test("JUnit XML with a failure for each broken invariant", () => {
    const { code, stdout } = sipHa("simulate", sample, "--scenarios", mine, "--scenario", "mine-cut", "--junit");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^<\?xml [^\n]+\n<testsuites name="sip-ha simulate">\n<testsuite name="staging.inbound" tests="1" failures="1" errors="0" skipped="0">\n/,
    );
  });

  test("a Markdown document of Mermaid diagrams", () => {
    const { code, stdout } = sipHa("simulate", sample, "--scenario", "switchover-by-hand", "--mermaid");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^## staging\/inbound switchover-by-hand\n\n```mermaid\nsequenceDiagram\n[^`]+```\n$/);
  });

  test("what can be tried", () => {
    const { stdout } = sipHa("simulate", sample, "--list", "--scenarios", mine);
    for (const { name } of [...scenarios.slice(0, 3), { name: "mine-cut" }]) expect(stdout).toContain(`\n${name} `);
    expect(stdout).toMatch(/\nprocess-crash +primary, backup +the process of the <on> ends\n/);
    expect(stdout).toMatch(
      /\nhost-loss-detection +9s +13\.5s +18s +addpTimeout, disconnectSwitchoverTimeout +until the loss of a host is noticed\n/,
    );
    const { lists } = JSON.parse(sipHa("simulate", sample, "--list", "--json").stdout) as { lists: object[] };
    expect(Object.keys(lists[0]!)).toEqual(["environment", "pair", "scenarios", "faults", "timers"]);
  });
});

test("measured times replace the model's", () => {
  const timers = file("measured.yaml", "host-loss-detection: 1s\n");
  const report = json(sample, "--scenario", "primary-host-power-loss", "--timers", timers);
  expect(report.results[0]!.outage.parts.detection).toEqual({ minimum: 1_000, typical: 1_000, maximum: 1_000 });
});

describe("an acknowledgement", () => {
  const quiet = { "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": REMOVED };
  const acknowledged = (name: string, acknowledge: readonly object[]) =>
    file(name, soundDeclaration({ acknowledge, ...quiet }));
  const reason = "the network team shuts ports";
  const entry = (finding: string, on: string) => ({ finding, on, reason });
  const brokenByCut = () =>
    json(sample, "--scenarios", mine, "--scenario", "mine-cut")
      .findings.filter(({ path }) => path === "pairs.inbound.mine-cut")
      .map(({ code }) => code);

  test.each(["pairs.inbound", "pairs.inbound.mine-cut"])("on %s accepts a broken invariant", (on) => {
    const broken = brokenByCut();
    expect(broken).toContain("one-holder");
    const environment = acknowledged(
      "accepted.yaml",
      broken.map((finding) => entry(finding, on)),
    );
    const { code, stdout } = sipHa("simulate", environment, "--scenarios", mine, "--scenario", "mine-cut", "--json");
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as JsonReport).acknowledged).toEqual(
      broken.map((finding) => ({
        code: finding,
        environment: "staging",
        path: "pairs.inbound.mine-cut",
        reason,
        position: { file: environment, line: expect.any(Number), column: 3 },
        construct: "staging/pairs/inbound",
      })),
    );
    expect(sipHa("simulate", environment, "--scenarios", mine).stdout).toMatch(
      /\nmine-cut .+ acknowledged: one-holder/,
    );
  });

  test("of another scenario accepts nothing here", () => {
    const environment = acknowledged("other.yaml", [entry("one-holder", "pairs.inbound.switchover-by-hand")]);
    expect(sipHa("simulate", environment, "--scenarios", mine, "--scenario", "mine-cut").code).toBe(1);
  });

  test("that matches nothing is stale if everything was simulated; otherwise it is not known to be stale", () => {
    const environment = acknowledged("stale.yaml", [entry("one-holder", "pairs.inbound.switchover-by-hand")]);
    expect(codes(json(environment)).filter((code) => code.includes("acknowledgement"))).toEqual([
      "stale-acknowledgement",
    ]);
    expect(codes(json(environment, "--scenario", "switchover-by-hand"))).not.toContain("stale-acknowledgement");
  });

  test("does not concern check", () => {
    const environment = acknowledged("checked.yaml", [entry("one-holder", "pairs.inbound")]);
    const report = JSON.parse(sipHa("check", "--json", environment).stdout) as JsonReport;
    expect(codes(report).filter((code) => code.includes("acknowledgement"))).toEqual([]);
  });
});

describe("simulate refuses, with code", () => {
  test("2 an environment that cannot be understood, and simulates nothing", () => {
    const invalid = file("invalid.yaml", sampleDeclaration({ "pairs.inbound.sip.port": "many" }));
    const { code, stdout } = sipHa("simulate", invalid);
    expect([code, stdout]).toEqual([2, expect.stringMatching(/invalid\.yaml:\d+:\d+ error wrong-type\n/)]);
    expect(sipHa("simulate", invalid, "--junit")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("wrong-type"),
    });
  });

  test("1 an environment that a check would keep from being written", () => {
    const slow = file("slow.yaml", sampleDeclaration({ "pairs.inbound.recoveryTimeObjective": "5s" }));
    expect(json(slow)).toMatchObject({ results: [] });
    expect(sipHa("simulate", slow).code).toBe(1);
  });

  test("2 an unknown pair and unknown scenarios, and names those that were probably meant", () => {
    expect(json(sample, "--pair", "inbond").findings).toMatchObject([
      {
        code: "missing-reference",
        message: "--pair: there is no pair inbond; did you mean inbound?",
        fix: "write inbound",
      },
    ]);
    const { findings } = json(sample, "--scenario", "primary-host-power-los", "--scenario", "earthquake");
    expect(findings.map(({ message }) => message)).toEqual([
      "--scenario: there is no scenario primary-host-power-los; did you mean primary-host-power-loss?",
      "--scenario: there is no scenario earthquake",
    ]);
    expect(sipHa("simulate", sample, "--scenario", "earthquake").code).toBe(2);
  });

  test("2 all that is wrong in the files of timers and of scenarios, at once", () => {
    const timers = file("bad-timers.yaml", "bot: 5s\ndecision: 5\n");
    const own = file("bad-scenarios.yaml", "mine: { steps: [] }\n");
    const report = json(sample, "--timers", timers, "--scenarios", own);
    expect(report.findings.map(({ code, position }) => [code, position?.file, position?.line])).toEqual([
      ["unknown-timer", timers, 1],
      ["invalid-duration", timers, 2],
      ["scenario-empty", own, 1],
    ]);
  });

  test("2 two formats at once", () => {
    expect(sipHa("simulate", sample, "--mermaid", "--junit")).toMatchObject({
      code: 2,
      stderr:
        "error: option '--mermaid' cannot be used with option '--junit'\nsip-ha simulate --help shows what it takes\n",
    });
  });
});
