import { describe, expect, test } from "vitest";
import { STOP_CODES } from "../../lib/drill/drill-stop";
import { sipProxySetting } from "../simulation/option-settings";
import { sampleSetting } from "../simulation/trial";
import { kitOf } from "./sample-kit";
import { sampleResults } from "./sample-results";
import { agrees, Stage } from "./stage";

const KIT = kitOf(["switchover-by-hand", "primary-process-crash", "primary-host-power-loss"]);

/** A person who switches over as asked; each time nobody answers for that long, in milliseconds. */
function switching(outage: number) {
  let holder = "sip-a";
  return (question: string, stage: Stage) => {
    if (question.includes("Press Enter")) {
      holder = holder === "sip-a" ? "sip-b" : "sip-a";
      stage.later(1_000, []);
      stage.later(1_000 + outage, [holder]);
    }
    return agrees(question);
  };
}

describe("a drill that goes well", () => {
  test("passes: each step, its checks and its time are in the results", async () => {
    const stage = new Stage(["sip-a"], switching(800));
    const { outcome, stopped, scenarios, kit } = await stage.drill(KIT, "switchover-by-hand");
    expect([outcome, stopped, kit]).toEqual(["passed", undefined, KIT.sha256]);
    const [{ steps, preconditions }] = scenarios as [(typeof scenarios)[0]];
    expect(preconditions.map((one) => [one.what, one.expected, one.actual, one.outcome])).toEqual([
      ["where the virtual IP 10.120.0.10 is", "on sip-a alone", "on sip-a alone", "held"],
      ["a request to 10.120.0.10 is answered", "answered", "answered", "held"],
      ["Solution Control Interface shows that SIP_In_P is primary, and that SIP_In_B is backup", "yes", "yes", "held"],
      // Before the scenario, and before the switchover back.
      [expect.stringMatching(/^both servers are ready for a switchover \(/), "yes", "yes", "held"],
      [expect.stringMatching(/^both servers are ready for a switchover \(/), "yes", "yes", "held"],
    ]);
    expect(steps.map(({ by, outcome: is, checks }) => [by, is, checks[0]!.actual])).toEqual([
      ["person", "passed", "on sip-b alone"],
      ["person", "passed", "on sip-a alone"],
    ]);
    for (const { unanswered } of steps) {
      expect(unanswered.expected).toEqual({ minimum: 15, typical: 33, maximum: 3_000 });
      expect(unanswered.actual).toEqual({ atLeast: 700, atMost: 900 });
    }
  });

  test("tells the person what to do, what is expected and what was measured", async () => {
    const stage = new Stage(["sip-a"], switching(800));
    const { text } = await stage.drill(KIT, "switchover-by-hand");
    expect(text.split("\n").slice(0, 12)).toEqual([
      "",
      "staging/inbound switchover-by-hand: somebody orders a switchover, and another one back",
      "  where the virtual IP 10.120.0.10 is: on sip-a alone",
      "  a request to 10.120.0.10 is answered: answered",
      "",
      "Step 1 of 2: somebody orders a switchover",
      "  expected: no new call is answered for 33ms (15ms to 3s)",
      "  In Solution Control Interface or Genesys Administrator, switch SIP_In_P over.",
      "  where the virtual IP 10.120.0.10 is: on sip-b alone",
      "  a request to 10.120.0.10 is answered: answered",
      "  measured: nobody answered for 700 to 900 ms: as expected",
      "",
    ]);
  });

  test("waits between two steps that change roles, because changes that come too soon count as flapping", async () => {
    const stage = new Stage(["sip-a"], switching(800));
    const { scenarios } = await stage.drill(KIT, "switchover-by-hand");
    const [first, second] = scenarios[0]!.steps.map(({ begun }) => Date.parse(begun));
    expect(KIT.pause).toBe(10_000);
    expect(second! - first!).toBeGreaterThanOrEqual(10_000);
  });

  test("lets the runner do what it can, after it has asked, and takes the times of control scripts from their logs", async () => {
    const stage = new Stage(["sip-a"], (question, on) => {
      if (question.includes("Press Enter")) on.later(0, ["sip-a"]);
      return agrees(question);
    });
    let log = "2026-11-26T01:00:00Z inbound-vip[1] up: down -> up, exit 0, 99 ms: before\n";
    stage.answer = (argv, input) => {
      if (argv.at(-1)!.includes("cat ")) return { exitCode: 0, output: argv.join().includes(".12") ? log : "" };
      if (input === undefined) return undefined;
      expect(input).toContain('kill -9 "$process"');
      stage.later(0, []);
      stage.later(2_000, ["sip-b"]);
      log += "2026-11-26T02:00:00Z inbound-vip[7] up: down -> up, exit 0, 22 ms: 10.120.0.10 is up\n";
      log += "2026-11-26T02:00:01Z inbound-vip[8] announce: up -> up, exit 0, 9 ms: announcing\n";
      return { exitCode: 0, output: "ended the process 4711\n" };
    };
    const { outcome, scenarios, text } = await stage.drill(KIT, "primary-process-crash");
    expect(stage.asked).toContain("  Do it now? [yes/stop]");
    expect(text).toContain("  ended the process 4711");
    expect(scenarios[0]!.steps[0]).toMatchObject({
      by: "runner",
      outcome: "passed",
      runs: [{ timer: "script-up", milliseconds: 22 }],
    });
    expect(outcome).toBe("passed");
  });

  test("asks, when unattended, only for what people alone can do, and says what nobody looked at", async () => {
    const stage = new Stage(["sip-a"], switching(800));
    const { outcome, scenarios } = await stage.drill(KIT, "switchover-by-hand", { isUnattended: true });
    expect(outcome).toBe("passed");
    expect(new Set(stage.asked)).toEqual(new Set(["  Press Enter when it is done, or type stop."]));
    expect(scenarios[0]!.steps[0]!.checks.map((one) => one.outcome)).toEqual(["held", "held", "not checked"]);
  });

  test("leaves everything to the person if that is wanted", async () => {
    const stage = new Stage(["sip-a"], (question) => (question.includes("Press Enter") ? "stop" : agrees(question)));
    const { text } = await stage.drill(KIT, "primary-process-crash", { isByHand: true });
    expect(text).toContain("  On sip-a, end the process of SIP_In_P at once, without a shutdown.");
    expect(text).toContain("STOPPED (not-wanted)");
  });

  test("gives each check after a step its whole time once the step is done, however long a person takes for the step", async () => {
    const person = switching(800);
    const stage = new Stage(["sip-a"], (question, on) => {
      if (question.includes("Press Enter")) on.time += 300_000;
      return person(question, on);
    });
    expect((await stage.drill(KIT, "switchover-by-hand")).stopped).toBeUndefined();
  });

  test("passes a check that begins to hold in its time, and stays so", async () => {
    const { within } = KIT.scenarios[0]!.steps[0]!;
    let holder = "sip-a";
    const stage = new Stage(["sip-a"], (question, on) => {
      if (question.includes("Press Enter")) {
        holder = holder === "sip-a" ? "sip-b" : "sip-a";
        on.later(within - 700, [holder]);
      }
      return agrees(question);
    });
    expect((await stage.drill(KIT, "switchover-by-hand")).stopped).toBeUndefined();
  });

  test("measures nothing if nobody calls", async () => {
    const kit = kitOf(["switchover-by-hand"], sipProxySetting());
    const { outcome, scenarios } = await new Stage().drill(kit, "switchover-by-hand");
    const { unanswered } = kit.scenarios[0]!.steps[0]!;
    expect([outcome, scenarios[0]!.steps[0]!.unanswered]).toEqual(["passed", { expected: unanswered }]);
  });

  test("waits for the first answer of the probe before it asks whether callers are answered", async () => {
    const stage = new Stage(["sip-a"], switching(800));
    const { questions, stop } = stage.probe();
    Object.assign(stage, { probe: () => ({ questions: () => (stage.time < 1_000 ? [] : questions()), stop }) });
    expect((await stage.drill(KIT, "switchover-by-hand")).outcome).toBe("passed");
  });

  test("does not count a run of a control script twice if its log could not be read for one step", async () => {
    const log = "2026-11-26T01:00:00Z inbound-vip[1] up: down -> up, exit 0, 99 ms: before\n";
    const { scenarios } = await sampleResults(KIT, "primary-host-power-loss", [1_000, 0, 500], log);
    expect(scenarios[0]!.steps.map(({ runs }) => runs)).toEqual([[], [], []]);
  });

  test("writes the results after each step, so that they are there even if the run is cut off", async () => {
    const stage = new Stage(["sip-a"], switching(800));
    await stage.drill(KIT, "switchover-by-hand");
    const kept = stage.saved.map(({ outcome, scenarios }) => `${outcome} ${scenarios[0]?.steps.length ?? "-"}`);
    expect([...new Set(kept)]).toEqual(["running -", "running 0", "running 1", "running 2", "passed 2"]);
  });
});

describe("a drill is ended", () => {
  const seen = new Set<string>();
  const stops = async (
    stage: Stage,
    scenario: string,
    request: Parameters<Stage["drill"]>[2] = {},
    kit = KIT,
  ): Promise<{ readonly outcome: string; readonly reason: string; readonly text: string; readonly steps: number }> => {
    const { outcome, stopped, text, scenarios } = await stage.drill(kit, scenario, request);
    seen.add(stopped!.code);
    return { outcome, reason: `${stopped!.code}: ${stopped!.reason}`, text, steps: scenarios[0]?.steps.length ?? 0 };
  };

  test("before it begins, if both hosts have the virtual IP", async () => {
    const { outcome, reason, text, steps } = await stops(new Stage(["sip-a", "sip-b"]), "switchover-by-hand");
    expect([outcome, steps]).toEqual(["stopped", 0]);
    expect(reason).toBe(
      "precondition: where the virtual IP 10.120.0.10 is: on sip-a and sip-b; expected: on sip-a alone",
    );
    expect(text).toMatch(/\nNothing was done to the pair\.$/);
  });

  test("before it begins, if no host has it", async () => {
    const { reason } = await stops(new Stage([]), "switchover-by-hand");
    expect(reason).toBe(
      "precondition: where the virtual IP 10.120.0.10 is: on no host that is asked; expected: on sip-a alone",
    );
  });

  test("before it begins, if the backup has it", async () => {
    const { reason } = await stops(new Stage(["sip-b"]), "switchover-by-hand");
    expect(reason).toContain("on sip-b alone; expected: on sip-a alone");
  });

  test("before it begins, if a host cannot be asked", async () => {
    const stage = new Stage();
    stage.answer = (argv) =>
      argv.join().includes("10.110.0.12") ? { exitCode: 255, output: "ssh: connect: No route to host\n" } : undefined;
    const { reason } = await stops(stage, "switchover-by-hand");
    expect(reason).toContain("on sip-a alone; sip-b does not say (exit code 255: ssh: connect: No route to host)");
  });

  test("before it begins, if ssh itself is missing", async () => {
    const stage = new Stage();
    stage.answer = () => ({ exitCode: undefined, output: "spawn ssh ENOENT" });
    expect((await stops(stage, "switchover-by-hand")).reason).toContain(
      "sip-a does not say (did not end: spawn ssh ENOENT)",
    );
  });

  test("before it begins, if callers are not answered", async () => {
    const stage = new Stage();
    stage.later(0, ["sip-a"], false);
    stage.time = 5_000;
    expect((await stops(stage, "switchover-by-hand")).reason).toBe(
      "precondition: a request to 10.120.0.10 is answered: not answered; expected: answered",
    );
  });

  test("before it begins, if a person sees that the backup is not in standby", async () => {
    const stage = new Stage(["sip-a"], (question) => (question.includes("is backup") ? "n" : agrees(question)));
    const { reason } = await stops(stage, "switchover-by-hand");
    expect(reason).toBe(
      "precondition: Solution Control Interface shows that SIP_In_P is primary, and that SIP_In_B is backup: no; expected: yes",
    );
  });

  test("before it begins, if more calls are in progress than the window allows", async () => {
    const kit = kitOf(["switchover-by-hand"], undefined, 20);
    const stage = new Stage(["sip-a"], (question) => (question.startsWith("How many") ? "21" : agrees(question)));
    expect((await stops(stage, "switchover-by-hand", {}, kit)).reason).toBe(
      "precondition: calls under way on the pair: 21; expected: at most 20",
    );
  });

  test("before a switchover within it, if a person says that the servers do not become ready for it", async () => {
    let asked = 0;
    const person = switching(800);
    const stage = new Stage(["sip-a"], (question, on) =>
      question.includes("ready for a switchover") && ++asked === 2 ? "n" : person(question, on),
    );
    const { reason, steps } = await stops(stage, "switchover-by-hand");
    expect([reason, steps]).toEqual([
      expect.stringMatching(/^precondition: both servers are ready for a switchover \(.*: no; /),
      1,
    ]);
  });

  test("before it begins, if hosts have drifted", async () => {
    const { reason, steps } = await stops(new Stage(), "switchover-by-hand", { isWithoutDrift: () => false });
    expect([reason, steps]).toEqual([
      "drift: hosts are not as they were deployed: find out what differs, and fix it first",
      0,
    ]);
  });

  test("before a scenario that may not be over when the window ends, but not before one that will be over", async () => {
    const until = new Date(2026, 10, 26, 2, 10);
    const { reason } = await stops(new Stage(), "primary-host-power-loss", { until });
    expect(reason).toBe("window-over: what comes next may take until 02:15, and the window ends at 02:10");
    const stage = new Stage(["sip-a"], switching(800));
    expect((await stage.drill(KIT, "switchover-by-hand", { until })).outcome).toBe("passed");
  });

  test("if the person does not want to go on, or is not there", async () => {
    for (const answer of ["no", "later"]) {
      const no = new Stage(["sip-a"], (question) => (question.includes("Do it now") ? answer : agrees(question)));
      expect((await stops(no, "primary-process-crash")).reason).toBe("not-wanted: the person chose not to continue");
      expect(no.commands.some((argv) => argv.at(-1)!.endsWith("sh -s"))).toBe(false);
    }
    const gone = new Stage(["sip-a"], (question) => (question.includes("Press") ? undefined : agrees(question)));
    expect((await stops(gone, "switchover-by-hand")).reason).toBe("nobody-there: there is nobody who answers");
  });

  test("if a command fails, with what it printed", async () => {
    const stage = new Stage();
    stage.answer = (_, input) =>
      input === undefined ? undefined : { exitCode: 3, output: "no process listens on port 5060\n" };
    const { outcome, reason } = await stops(stage, "primary-process-crash");
    expect([outcome, reason]).toEqual([
      "stopped",
      "command-failed: the command ended with 3: no process listens on port 5060",
    ]);
  });

  test("if a command prints nothing and fails, with what it may have done nevertheless", async () => {
    const options = { TServer: { "sip-pass-check": "true" } };
    const kit = kitOf(["primary-sip-interface-loss"], sampleSetting({ pair: { options } }));
    const stage = new Stage();
    stage.answer = (_, input) => (input === undefined ? undefined : { exitCode: undefined, output: "\n" });
    const { reason, text } = await stops(stage, "primary-sip-interface-loss", {}, kit);
    expect(reason).toBe("command-failed: the command ended with no exit code");
    expect(text.split("To bring things back:\n")[1]!.split("\n")[0]).toBe(
      `  1. ${kit.scenarios[0]!.steps[0]!.mend} (broken by the runner: takes eth1 down there, and up again after 120 s by itself).`,
    );
  });

  test("with an error by anything that is not one of its conditions, and the results say that it was cut off", async () => {
    const stage = new Stage();
    stage.answer = (_, input) => {
      if (input === undefined) return undefined;
      throw new Error("no memory");
    };
    await expect(stage.drill(KIT, "primary-process-crash")).rejects.toThrow("no memory");
    const { outcome, scenarios } = stage.saved.at(-1)!;
    expect([outcome, scenarios[0]!.steps[0]!.outcome]).toEqual(["running", "stopped"]);
  });

  test("if nobody answers for longer than the longest outage in the simulator, even while it waits for the person", async () => {
    const reason = /^silence: nobody has answered for 4\.\ds, and 3s is the longest that the simulator knows$/;
    const after = new Stage(["sip-a"], (question, stage) => {
      if (question.includes("Press Enter")) stage.later(0, []);
      return agrees(question);
    });
    const failed = await stops(after, "switchover-by-hand");
    expect(failed.outcome).toBe("failed");
    expect(failed.reason).toMatch(reason);
    const waiting = new Stage();
    const ask = waiting.ask;
    Object.assign(waiting, {
      ask: (question: string) => {
        if (!question.includes("Press Enter")) return ask(question);
        waiting.later(0, []);
        return new Promise(() => {});
      },
    });
    expect((await stops(waiting, "switchover-by-hand")).reason).toMatch(reason);
  });

  test("if nobody answers for too long, with that silence as the least in the results and no upper bound", async () => {
    const stage = new Stage(["sip-a"], (question, on) => {
      if (question.includes("Press Enter")) on.later(0, []);
      return agrees(question);
    });
    const { stopped, scenarios } = await stage.drill(KIT, "switchover-by-hand");
    const { actual } = scenarios[0]!.steps[0]!.unanswered;
    expect(Object.keys(actual!)).toEqual(["atLeast"]);
    const [, seconds] = /^nobody has answered for (4\.\d)s,/.exec(stopped!.reason)!;
    expect(actual!.atLeast).toBeGreaterThanOrEqual(Number(seconds) * 1_000);
  });

  test("if a check does not hold in its time, with what to do", async () => {
    const stage = new Stage(["sip-a"], (question, on) => {
      if (question.includes("Press Enter")) on.later(1_000, ["sip-a", "sip-b"]);
      return agrees(question);
    });
    const { outcome, reason, text } = await stops(stage, "switchover-by-hand");
    expect([outcome, reason]).toEqual([
      "failed",
      "check-failed: where the virtual IP 10.120.0.10 is: on sip-a and sip-b; expected: on sip-b alone",
    ]);
    expect(text.split("To bring things back:\n")[1]!.split("\n")).toEqual([
      "  1. In Solution Control Interface, find out which server is primary. If neither is, start one of them, and then the other one.",
      "  2. If SIP_In_P is primary and sip-b has the virtual IP, run `sudo /opt/genesys/sip-ha/inbound-vip down` on sip-b.",
      "  3. If SIP_In_P is primary and sip-a does not have the virtual IP, run `sudo /opt/genesys/sip-ha/inbound-vip up` on sip-a.",
      "  4. If SIP_In_P is primary, once sip-a has the virtual IP, run `sudo /opt/genesys/sip-ha/inbound-vip announce` on sip-a.",
      "  5. If SIP_In_B is primary and sip-a has the virtual IP, run `sudo /opt/genesys/sip-ha/inbound-vip down` on sip-a.",
      "  6. If SIP_In_B is primary and sip-b does not have the virtual IP, run `sudo /opt/genesys/sip-ha/inbound-vip up` on sip-b.",
      "  7. If SIP_In_B is primary, once sip-b has the virtual IP, run `sudo /opt/genesys/sip-ha/inbound-vip announce` on sip-b.",
      "  8. Make a call.",
    ]);
  });

  test("if a person sees after a step that the result is not what is expected, even if all checks by programs hold", async () => {
    const person = switching(800);
    const stage = new Stage(["sip-a"], (question, on) =>
      question.includes("SIP_In_B is primary") ? "n" : person(question, on),
    );
    const { outcome, reason, steps } = await stops(stage, "switchover-by-hand");
    expect([outcome, reason, steps]).toEqual([
      "failed",
      "check-failed: Solution Control Interface shows that SIP_In_P is backup, and that SIP_In_B is primary: no; expected: yes",
      1,
    ]);
  });

  test("if it is interrupted, with what is broken at that moment first", async () => {
    const stage = new Stage(["sip-a"], (question, on) => {
      if (question.includes("Press Enter")) on.interrupted = true;
      // Whoever interrupts it answers nothing.
      return on.interrupted ? undefined : agrees(question);
    });
    const { outcome, reason, text } = await stops(stage, "primary-host-power-loss");
    expect([outcome, reason]).toEqual(["interrupted", "interrupted: it was interrupted"]);
    expect(text).toContain("To bring things back:\n  1. Switch on the power of sip-a again.\n  2. In Solution Control");
  });

  test("by each of the codes", () => {
    expect([...seen].sort()).toEqual([...STOP_CODES].sort());
  });
});
