import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { milliseconds } from "../../lib/model/duration";
import { BED_TOOLS, eventually } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { goesThrough } from "./callers";
import type { ProxySettings } from "./kamailio-sip-proxy";
import { PoolBed } from "./pool-bed";
import { longestSilence, PROBE_INTERVAL } from "./sip-probe";

const NEEDS = {
  root: true,
  tools: [...BED_TOOLS, "dig", "kamailio", "nsd", "pgrep", "pkill", "sipp"],
} as const;

describeWith(NEEDS, "a pool of proxies that is driven by the generated files", () => {
  let bed: PoolBed;
  let runbook: string;
  beforeAll(async () => {
    bed = await PoolBed.open(readFileSync(join(__dirname, "sip-proxy.yaml"), "utf8"));
    runbook = readFileSync(join(bed.folder, "runbook.md"), "utf8");
    bed.assign("SIP_In_P", "primary");
    for (const settings of bed.settings) await bed.serves(settings);
  });
  afterAll(() => bed?.close());

  const silence = async (proxy: ProxySettings, happens: () => Promise<void>) =>
    longestSilence(await bed.probe(proxy, happens));

  const callsThrough = ({ address, port }: ProxySettings) =>
    goesThrough(bed.client, "call", `${address}:${port}`, "udp");

  /** The whole of the table below a heading of the runbook, in milliseconds. */
  function longest(heading: string): number {
    const [, duration] = /\| together \| (\S+) \|/.exec(runbook.split(`### ${heading}`)[1]!)!;
    return milliseconds(duration as `${number}s`);
  }

  test("the name server answers the runbook's questions as it says", async () => {
    const questions = [...runbook.matchAll(/```sh\n(dig .*)\n```\nprints\n\n```text\n([^`]*)```/g)];
    expect(questions.map(([, question]) => question)).toEqual([
      "dig +short NAPTR sip.example.com. | sort",
      "dig +short SRV _sip._udp.sip.example.com. | sort",
      "dig +short A proxy-1.sip.example.com. | sort",
      "dig +short A proxy-2.sip.example.com. | sort",
      "dig +short A trunks.sip.example.com. | sort",
    ]);
    for (const [, question, answer] of questions) expect(await bed.client.shell(question!)).toBe(answer);
  });

  test("a client that goes by DNS reaches the primary, through every target of the records", async () => {
    const targets = (await bed.client.shell("dig +short SRV _sip._udp.sip.example.com.")).trim().split("\n");
    expect(targets).toHaveLength(2);
    for (const target of targets) {
      const [, , port, name] = target.split(" ");
      const address = (await bed.client.shell(`dig +short A ${name}`)).trim();
      for (const kind of ["call", "registration"] as const)
        expect(await goesThrough(bed.client, kind, `${address}:${port}`, "udp")).toBe(true);
    }
  });

  test("with one proxy lost, the other one goes on", async () => {
    const [first, second] = bed.settings as [ProxySettings, ProxySettings];
    const silent = await silence(second, async () => {
      await bed.stopProxy(first.application);
      await sleep(500);
    });
    expect(silent).toBe(0);
    expect(await callsThrough(second)).toBe(true);
  });

  test("the primary's process dies: the proxies follow to the other subnet within the time that the runbook says", async () => {
    const [, proxy] = bed.settings as [ProxySettings, ProxySettings];
    const allowed = longest("If the primary's process dies");
    const silent = await silence(proxy, async () => {
      await sleep(300);
      await bed.killServer("SIP_In_P");
      bed.assign("SIP_In_B", "primary");
      await eventually(() => callsThrough(proxy), allowed + 2_000);
    });
    expect(allowed).toBe(4_000);
    expect(silent).toBeGreaterThan(PROBE_INTERVAL);
    expect(silent).toBeLessThanOrEqual(allowed);
    console.info(`the primary's process dies: ${Math.round(silent)} ms of at most ${allowed} ms`);
  });

  test("the primary's host loses its power: they follow when the Management Layer has made the backup primary", async () => {
    const [, proxy] = bed.settings as [ProxySettings, ProxySettings];
    await bed.startServer("SIP_In_P");
    const allowed = longest("If the primary's host is lost");
    // Two ADDP timeouts of the environment.
    const detection = 2_000;
    const silent = await silence(proxy, async () => {
      await sleep(300);
      await bed.machine("sip-b").powerOff();
      await sleep(detection);
      bed.assign("SIP_In_P", "primary");
      await eventually(() => callsThrough(proxy), allowed + 2_000);
    });
    expect(allowed).toBe(4_000);
    expect(silent).toBeGreaterThan(detection - PROBE_INTERVAL);
    expect(silent).toBeLessThanOrEqual(allowed);
    console.info(`the primary's host loses its power: ${Math.round(silent)} ms of at most ${allowed} ms`);
  });
});
