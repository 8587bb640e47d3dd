import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../eventually";
import { BED_TOOLS } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { goesThrough } from "./callers";
import { printPredictions } from "./figures";
import type { ProxySettings } from "./kamailio-sip-proxy";
import { measuredOutage } from "./measured-outage";
import { PoolBed } from "./pool-bed";
import { type ComparedRun, compare, contradictions, predictOutage } from "./prediction";
import { longestSilence, PROBE_INTERVAL } from "./sip-probe";
import { TIMES } from "./times";

const NEEDS = {
  root: true,
  tools: [...BED_TOOLS, "dig", "kamailio", "nsd", "pgrep", "pkill", "sipp"],
} as const;

describeWith(NEEDS, "a pool of proxies that is driven by the generated files", () => {
  let bed: PoolBed;
  let runbook: string;
  let primary = "SIP_In_P";
  const figures = new Map<string, readonly ComparedRun[]>();
  beforeAll(async () => {
    bed = await PoolBed.open(readFileSync(join(__dirname, "sip-proxy.yaml"), "utf8"));
    runbook = readFileSync(join(bed.folder, "runbook.md"), "utf8");
    bed.assign("SIP_In_P", "primary");
    for (const settings of bed.settings) await bed.serves(settings);
  });
  afterAll(() => {
    if (figures.size > 0) printPredictions(figures);
    bed?.close();
  });

  const silence = async (proxy: ProxySettings, happens: () => Promise<void>) =>
    longestSilence(await bed.probe(proxy, happens));

  const callsThrough = ({ address, port }: ProxySettings) =>
    goesThrough(bed.client, "call", `${address}:${port}`, "udp");

  /** The whole of the table below a heading of the runbook, in milliseconds. */
  function longest(heading: string): number {
    const [, seconds] = /\| together \| ([\d.]+)s \|/.exec(runbook.split(`### ${heading}`)[1]!)!;
    return Math.round(Number(seconds) * 1_000);
  }

  test("the name server answers the runbook's questions as the runbook says", async () => {
    const questions = [...runbook.matchAll(/```sh\n(dig .*)\n```\nExpected output:\n\n```text\n([^`]*)```/g)];
    expect(questions.map(([, question]) => question)).toEqual([
      "dig +short NAPTR sip.example.com. | sort",
      "dig +short SRV _sip._udp.sip.example.com. | sort",
      "dig +short A proxy-1.sip.example.com. | sort",
      "dig +short A proxy-2.sip.example.com. | sort",
      "dig +short A trunks.sip.example.com. | sort",
    ]);
    for (const [, question, answer] of questions) expect(await bed.client.shell(question!)).toBe(answer);
  });

  test("a client that uses DNS reaches the primary through every target of the records", async () => {
    const targets = (await bed.client.shell("dig +short SRV _sip._udp.sip.example.com.")).trim().split("\n");
    expect(targets).toHaveLength(2);
    for (const target of targets) {
      const [, , port, name] = target.split(" ");
      const address = (await bed.client.shell(`dig +short A ${name}`)).trim();
      for (const kind of ["call", "registration"] as const)
        expect(await goesThrough(bed.client, kind, `${address}:${port}`, "udp")).toBe(true);
    }
  });

  test("if one proxy is lost, the other one goes on", async () => {
    const [first, second] = bed.settings as [ProxySettings, ProxySettings];
    const silent = await silence(second, async () => {
      await bed.stopProxy(first.application);
      await sleep(500);
    });
    expect(silent).toBe(0);
    expect(await callsThrough(second)).toBe(true);
  });

  /** Several times: the primary is lost, and comes back as backup. Each time it takes as long as the simulator and the runbook say. */
  const timeAfterTime = async (
    name: string,
    fault: string,
    allowed: number,
    lose: (active: string, standby: string) => Promise<unknown>,
    comeBack: (application: string) => Promise<unknown>,
  ): Promise<readonly ComparedRun[]> => {
    const [, proxy] = bed.settings as [ProxySettings, ProxySettings];
    const runs: ComparedRun[] = [];
    while (runs.length < TIMES) {
      const active = primary;
      const standby = active === "SIP_In_P" ? "SIP_In_B" : "SIP_In_P";
      const probes = await bed.probe(proxy, async () => {
        await sleep(300);
        await lose(active, standby);
        await eventually(() => callsThrough(proxy), allowed + 2_000);
        await sleep(2 * PROBE_INTERVAL);
      });
      primary = standby;
      const pair = bed.pairWithPrimary(active);
      const prediction = predictOutage(bed.topology, pair, { name, steps: [{ inject: fault, on: "primary" }] });
      const measured = measuredOutage(probes.map(({ at, answered }) => ({ at, isAnswered: answered })));
      runs.push(compare(prediction, measured));
      expect(measured.atLeast).toBeLessThanOrEqual(allowed);
      await comeBack(active);
      // A server that starts may answer a question before it is backup; the next question, and the wait for it, show that it is.
      await sleep(2_500);
      await bed.serves(proxy);
    }
    figures.set(name, runs);
    expect(Math.max(...runs.map(({ measured }) => measured.atLeast))).toBeGreaterThan(PROBE_INTERVAL);
    expect(contradictions(runs)).toEqual([]);
    return runs;
  };

  test("the primary's process dies: the proxies follow to the other subnet within the time that the runbook gives", async () => {
    const allowed = longest("If the primary's process dies");
    expect(allowed).toBe(4_000);
    const dies = async (active: string, standby: string) => {
      await bed.killServer(active);
      bed.assign(standby, "primary");
    };
    const name = "a pool of proxies: the primary's process dies";
    await timeAfterTime(name, "process-crash", allowed, dies, (active) => bed.startServer(active));
  });

  test("the primary's host loses its power: the proxies follow when the Management Layer has made the backup primary", async () => {
    const allowed = longest("If the primary's host is lost");
    expect(allowed).toBe(4_600);
    // Two ADDP timeouts of the environment.
    const detection = 2_000;
    const loses = async (active: string, standby: string) => {
      await bed.powerOff(active);
      await sleep(detection);
      bed.assign(standby, "primary");
    };
    const name = "a pool of proxies: the primary's host loses its power";
    const runs = await timeAfterTime(name, "host-power-loss", allowed, loses, (active) => bed.powerOn(active));
    expect(Math.min(...runs.map(({ measured }) => measured.atMost))).toBeGreaterThan(detection);
  });
});
