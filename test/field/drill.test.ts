import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DrillKit } from "../../lib/drill/drill-kit";
import type { DrillResults } from "../../lib/drill/drill-results";
import { sealed } from "../../lib/drill/seal";
import { sipHa } from "../command";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { withinNetworkOf } from "../ssh-host";
import { OPERATION_NEEDS, Operation } from "./operation";

const ROOT = join(__dirname, "../..");
const ENVIRONMENT = readFileSync(join(__dirname, "environment.yaml"), "utf8");
/** A namespace boots quicker than any machine. */
const BED_TIMES = "boot: { minimum: 100ms, typical: 500ms, maximum: 3s }\n";
describeWith(OPERATION_NEEDS, "a drill on the field bed", () => {
  let operation: Operation;
  let file: string;
  let times: string;
  let kit: string;
  let program: string;
  const results: string[] = [];

  beforeAll(async () => {
    // Below the checkout, so that it finds the packages.
    program = join(mkdtempSync(join(ROOT, "test/.drill-")), "cli.js");
    buildSync({
      entryPoints: [join(ROOT, "lib/cli/index.ts")],
      outfile: program,
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20",
    });
    operation = await Operation.open(ENVIRONMENT);
    const { home } = operation.field;
    file = join(home, "drilled.yaml");
    times = join(home, "bed-times.yaml");
    const withKey = (host: string) => {
      const key = readFileSync(join(home, `${host}.pub`), "utf8").trim();
      return `privateKeyFile: ${home}/.ssh/deploy_ed25519, hostKey: ${key}`;
    };
    let text = ENVIRONMENT;
    for (const host of ["sip-a", "sip-b"]) text = text.replace("privateKeyFile: ~/.ssh/deploy_ed25519", withKey(host));
    writeFileSync(file, text);
    writeFileSync(times, BED_TIMES);
    const { code, stdout } = sipHa(
      "drill",
      file,
      "--out",
      join(home, "drills"),
      "--timers",
      times,
      "--most-calls",
      "5",
    );
    expect(code, stdout).toBe(0);
    kit = join(home, "drills/field/inbound");
    // The stand-in counts no flapping, so no long pause between two steps is needed.
    const { sha256: _, ...written } = JSON.parse(readFileSync(join(kit, "drill.json"), "utf8")) as DrillKit;
    writeFileSync(join(kit, "drill.json"), JSON.stringify(sealed<DrillKit>({ ...written, pause: 1_500 })));
  });
  afterAll(() => {
    operation?.close();
    rmSync(dirname(program), { recursive: true, force: true });
  });

  /** Runs the kit on a machine that reaches both networks, and does what the runner asks of a person. */
  async function drill(...words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
    const [within, ...machine] = withinNetworkOf(operation.machine("router"));
    const main = `require(${JSON.stringify(program)}).main(process.argv.slice(1))`;
    const command = [...machine, process.execPath, "-e", main, "--", "drill", "run", kit, ...words];
    const child = spawn(within!, command, {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "inherit"],
    });
    let said = "";
    let answered = 0;
    const person = setInterval(() => {
      for (const question of said.split("\n").slice(answered, -1)) {
        answered += 1;
        if (/\[y\/n\]$|\[yes\/stop\]$|\[at most 5\]$|Press Enter/.test(question))
          answer(child, question, said.slice(0, said.lastIndexOf(question))).catch((error) => {
            said += `\nthe person gave up: ${error}`;
            child.stdin!.end();
          });
      }
    }, 20);
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const code = await new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? 1)));
    clearInterval(person);
    return { code, said };
  }

  async function answer(child: ChildProcess, question: string, before: string): Promise<void> {
    const reply = (text: string) => child.stdin!.write(`${text}\n`);
    if (question.endsWith("[yes/stop]")) return void reply("yes");
    if (question.endsWith("[at most 5]")) return void reply("2");
    // What stands in for SIP Server has no calls to synchronise.
    if (question.startsWith("Is it true that both servers are ready for a switchover")) return void reply("y");
    if (question.endsWith("[y/n]")) {
      await eventually(
        () => roles().every(([application, role]) => question.includes(`${application} is ${role}`)),
        15_000,
      );
      return void reply("y");
    }
    const order = before.trimEnd().split("\n").at(-1) ?? "";
    const application = /switch (\S+) over/.exec(order)?.[1];
    if (application !== undefined) operation.layer.switchOver(application);
    else if (order.includes("Switch off the power of sip-a")) await operation.powerOff("sip-a");
    else if (order.includes("Switch on the power of sip-a")) {
      await operation.powerOn("sip-a");
      await operation.machine("sip-a").shell("mkdir -p /run/sshd && /usr/sbin/sshd -f /etc/ssh/sshd_config_test");
    } else throw new Error(`nobody knows how to do this: ${order}`);
    reply("");
  }

  /** The last role that each server received, as Solution Control Interface would show it; a lost host has none. */
  function roles(): (readonly [string, string])[] {
    const known = new Map<string, string>();
    for (const record of operation.layer.records()) {
      if (record.kind === "role") known.set(record.application, record.role ?? "not primary");
      if (record.kind === "host" && record.host === "sip-a" && record.is === "lost")
        known.set("SIP_In_P", "not primary");
    }
    return [...known];
  }

  async function passes(scenario: string): Promise<DrillResults> {
    const { code, said } = await drill("--scenario", scenario);
    expect(said, said).toContain("1 of 1 runs passed, 0 times outside what was expected: as expected");
    expect(code).toBe(0);
    const written = readdirSync(kit).filter(
      (name) => name.startsWith("results-") && !results.includes(join(kit, name)),
    );
    expect(written).toHaveLength(1);
    results.push(join(kit, written[0]!));
    return JSON.parse(readFileSync(results.at(-1)!, "utf8"));
  }

  test("the runner ends the primary's process, and the roles are restored", async () => {
    const { outcome, scenarios } = await passes("primary-process-crash");
    expect(outcome).toBe("passed");
    expect(scenarios[0]!.preconditions.map((one) => [one.what, one.actual])).toEqual([
      ["where the virtual IP 10.120.0.10 is", "on sip-a alone"],
      ["a request to 10.120.0.10 is answered", "answered"],
      ["Solution Control Interface shows that SIP_In_P is primary, and that SIP_In_B is backup", "yes"],
      [expect.stringMatching(/^both servers are ready for a switchover/), "yes"],
      ["calls under way on the pair", "2"],
      // Before the switchover that restores the roles.
      [expect.stringMatching(/^both servers are ready for a switchover/), "yes"],
    ]);
    expect(scenarios[0]!.steps.map(({ title, by, checks }) => [title, by, checks[0]!.actual])).toEqual([
      ["the process of the primary ends", "runner", "on sip-b alone"],
      ["somebody orders a switchover", "person", "on sip-a alone"],
    ]);
    // The control script that took the virtual IP has recorded how long that took.
    for (const { runs } of scenarios[0]!.steps) expect(runs.map(({ timer }) => timer)).toContain("script-up");
  });

  test("the power of the primary's host fails and comes back, and the roles are restored", async () => {
    const { scenarios } = await passes("primary-host-power-loss");
    const [loss, back] = scenarios[0]!.steps;
    // Only the remaining host can be asked; then both.
    expect(loss!.checks[0]).toMatchObject({ expected: "on sip-b alone", actual: "on sip-b alone", outcome: "held" });
    expect(loss!.unanswered.actual!.atMost).toBeGreaterThan(1_000);
    expect(back!.checks[0]).toMatchObject({ actual: "on sip-b alone", outcome: "held" });
  });

  test("the simulator takes over the measured times, and predicts with them what was measured", async () => {
    const measured = join(operation.field.home, "measured.yaml");
    const words = ["--environment", file, "--timers", times, "--timers-out", measured];
    const { code, stdout } = sipHa("drill", "report", ...results, ...words);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain("with it the simulator predicts 5 of 5 measured outages");
    expect(readFileSync(measured, "utf8")).toMatch(
      /^host-loss-detection: \{ minimum: \d+ms, typical: \d+ms, maximum: \d+ms \}$/m,
    );
    const simulated = sipHa("simulate", file, "--timers", measured, "--scenario", "primary-host-power-loss", "--json");
    const { unanswered } = JSON.parse(simulated.stdout).results[0].outage;
    const loss = JSON.parse(readFileSync(results[1]!, "utf8")) as DrillResults;
    const { atLeast, atMost } = loss.scenarios[0]!.steps[0]!.unanswered.actual!;
    expect(unanswered.minimum).toBeLessThanOrEqual(atMost!);
    expect(unanswered.maximum).toBeGreaterThanOrEqual(atLeast);
  });

  test("a virtual IP that both hosts have ends a drill before anything is done", async () => {
    await operation.machine("sip-b").shell("ip address add 10.120.0.10/24 dev eth1 label eth1:sip");
    const { code, said } = await drill("--scenario", "switchover-by-hand", "--results", join(kit, "both.json"));
    await operation.machine("sip-b").shell("ip address delete 10.120.0.10/24 dev eth1");
    expect(said).toContain(
      "STOPPED (precondition): where the virtual IP 10.120.0.10 is: on sip-a and sip-b; expected: on sip-a alone.\nNothing was done to the pair.",
    );
    expect(code).toBe(1);
  });

  test("the kit matches the model", () => {
    const { scenarios, probe } = JSON.parse(readFileSync(join(kit, "drill.json"), "utf8")) as DrillKit;
    expect(probe).toMatchObject({ address: "10.120.0.10", port: 5060, transport: "udp" });
    expect(scenarios.map(({ name }) => name)).toContain("primary-host-power-loss");
  });
});
