import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import type { DrillKit } from "../../lib/drill/drill-kit";
import type { DrillResults } from "../../lib/drill/drill-results";
import { sealed } from "../../lib/drill/seal";
import { readDrillResults } from "../../lib/input/drill-files";
import { builtSipHa } from "../built-package";
import { sipHa } from "../command";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

/** Replaces ssh: the exit code of each host is in a file with its name, and each host keeps its input. */
const SSH = `#!/bin/sh
folder=\${0%/*}
for word; do host=$command command=$word; done
cat >>"$folder/read"
case $command in
  *status) exit "$(cat "$folder/$host")" ;;
esac
`;

describeWith({ tools: ["sh"] }, "the process of a drill", () => {
  const folder = temporaryFolder();
  const kit = join(folder, "drills/staging/inbound");
  const results = join(kit, "results.json");
  let executable: string;
  let running: ChildProcess | undefined;
  let said = "";
  let talk = "";

  const holds = (primary: boolean) => {
    writeFileSync(join(folder, "genesys@10.110.0.11"), primary ? "0" : "3");
    writeFileSync(join(folder, "genesys@10.110.0.12"), primary ? "3" : "0");
  };
  beforeAll(() => {
    executable = builtSipHa();
    const file = join(folder, "staging.yaml");
    writeFileSync(file, stringify(soundDeclaration()));
    writeFileSync(join(folder, "ssh"), SSH);
    chmodSync(join(folder, "ssh"), 0o755);
    expect(sipHa("drill", file, "--out", join(folder, "drills")).code).toBe(0);
    // Nobody answers for the virtual IP here.
    const { sha256: _, probe: __, ...written } = JSON.parse(readFileSync(join(kit, "drill.json"), "utf8")) as DrillKit;
    const isAsked = ({ kind }: { readonly kind: string }) => kind !== "answered";
    const scenarios = written.scenarios.map(({ steps, ...one }) => ({
      ...one,
      steps: steps.map((step) => ({ ...step, checks: step.checks.filter(isAsked) })),
    }));
    const preconditions = written.preconditions.filter(isAsked);
    const asked = sealed<DrillKit>({ ...written, scenarios, preconditions, pause: 0 });
    writeFileSync(join(kit, "drill.json"), JSON.stringify(asked));
  });
  beforeEach(() => holds(true));
  afterEach(() => running?.kill("SIGKILL"));

  function start(...words: string[]): { readonly child: ChildProcess; readonly end: Promise<number | null> } {
    const environment = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const child = spawn(executable, ["drill", "run", kit, ...words], { env: environment, stdio: "pipe" });
    running = child;
    said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    talk = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      talk += text;
    });
    return { child, end: new Promise((resolve) => child.once("close", resolve)) };
  }
  const asks = (question: string) =>
    eventually(
      () => said.includes(question),
      30_000,
      () => said,
    );
  const read = () => {
    const one = readDrillResults(results);
    if ("problems" in one) throw new Error(JSON.stringify(one.problems));
    return one.value;
  };

  test("that is interrupted leaves complete results, says how to bring everything back, and exits with 1", async () => {
    const { child, end } = start("--scenario", "primary-host-power-loss", "--results", results);
    await asks("and that SIP_In_B is backup? [y/n]");
    child.stdin!.write("y\n");
    await asks("Is it true that both servers are ready for a switchover");
    child.stdin!.write("y\n");
    await asks("Press Enter when it is done");
    child.kill("SIGINT");
    expect(await end).toBe(1);
    expect(said).toContain(
      "STOPPED (interrupted): it was interrupted.\nTo bring things back:\n  1. Switch on the power of sip-a again.\n",
    );
    const { outcome, stopped, scenarios } = read();
    expect([outcome, stopped?.code, scenarios[0]!.steps[0]!.outcome]).toEqual([
      "interrupted",
      "interrupted",
      "interrupted",
    ]);
  });

  test("that is killed has kept what it had done, and a report says that it was cut off", async () => {
    const file = join(kit, "killed.json");
    const { child, end } = start("--scenario", "primary-host-power-loss", "--results", file);
    await asks("and that SIP_In_B is backup? [y/n]");
    child.stdin!.write("y\n");
    await asks("Is it true that both servers are ready for a switchover");
    child.stdin!.write("y\n");
    await asks("Press Enter when it is done");
    child.kill("SIGKILL");
    await end;
    const { code, stdout } = sipHa("drill", "report", file);
    expect([code, stdout.split("\n")[0]]).toEqual([1, expect.stringMatching(/^staging\/inbound, \S+: was cut off$/)]);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  test("that has passed gives its program to the host's shell, and prints its results as JSON beside the dialogue", async () => {
    const file = join(kit, "passed.json");
    const { child, end } = start("--scenario", "primary-process-crash", "--yes", "--json", "--results", file);
    await eventually(
      () => existsSync(join(folder, "read")) && readFileSync(join(folder, "read"), "utf8").includes("kill -9"),
      30_000,
    );
    holds(false);
    const kept = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
    await eventually(() => kept().split('"outcome": "passed"').length > 1, 30_000);
    holds(true);
    child.stdin!.write("\n");
    expect(await end).toBe(0);
    expect(talk).toContain("  In Solution Control Interface or Genesys Administrator, switch SIP_In_B over.\n");
    const { results: printed } = JSON.parse(said) as { results: DrillResults };
    expect([printed.outcome, printed.scenarios[0]!.steps.map(({ by }) => by)]).toEqual([
      "passed",
      ["runner", "person"],
    ]);
    expect(JSON.parse(kept())).toEqual(printed);
  });

  test("that nobody answers ends, and exits with 1", async () => {
    const file = join(kit, "nobody.json");
    const { child, end } = start("--scenario", "switchover-by-hand", "--yes", "--results", file);
    child.stdin!.end();
    expect(await end).toBe(1);
    expect(said).toContain("STOPPED (nobody-there): there is nobody who answers.");
  });
});
