import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { as3Declaration } from "../../lib/options/big-ip/as3-declaration";
import { bigIpRunbook } from "../../lib/options/big-ip/runbook";
import { eventually } from "../eventually";
import { BED_TOOLS, type Machine, NetworkBed } from "../network-namespace";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { describeWith } from "../prerequisites";
import { printPredictions } from "./figures";
import { declaredPool, INSIDE_SELF_IP, KamailioPool } from "./kamailio-pool";
import { measuredLosses } from "./measured-outage";
import { now } from "./monotonic-time";
import { type ComparedRun, compare, contradictions, type Prediction, predictOutage, type Tried } from "./prediction";
import { installProgram } from "./program";
import type { SipProbe } from "./sip-probe";
import { TIMES } from "./times";

const POOL = "pairs.inbound.highAvailability.bigIp";
const [A, B] = ["10.214.0.11", "10.214.0.12"];
const VIRTUAL_IP = "192.0.2.10";
const PROBE_INTERVAL = 25;

/** What a busy machine, and Kamailio's timers, may add to a time, in milliseconds. */
const TOLERANCE = 400;

/** The Management Layer's part of the loss of a host: 2 x addpTimeout. */
const DETECTION = 4_000;

/** The stand-in for a SIP Server: its host listens on the SIP port only while the server is primary. */
class Server {
  constructor(
    readonly machine: Machine,
    readonly address: string,
  ) {}

  async becomePrimary(): Promise<void> {
    const scenario = "/tmp/answers.xml";
    this.machine.write(scenario, readFileSync(join(__dirname, "sip-answers.xml"), "utf8"), 0o644);
    const command = `cd /tmp && exec sipp -sf ${scenario} -i ${this.address} -p 5060 -t u1 -nostdin >/dev/null 2>&1`;
    this.machine.spawn(["sh", "-c", command]);
    await eventually(async () => / [0-9A-F]+:13C4 /.test(await this.machine.shell("cat /proc/net/udp")));
  }

  async stop(): Promise<void> {
    await this.machine.shell("pkill -9 sipp");
  }
}

/** A device, two servers behind it and a caller in front of it, as in the example; the declaration drives the device. */
class PoolBed {
  private constructor(
    private readonly bed: NetworkBed,
    readonly a: Server,
    readonly b: Server,
    readonly pool: KamailioPool,
    /** What the simulator says of each scenario. */
    readonly predict: (tried: Tried) => Prediction,
    /** The times that the runbook promises, by what happens, in milliseconds. */
    readonly promised: ReadonlyMap<string, number>,
  ) {}

  static async open(memberPriority: string): Promise<PoolBed> {
    const { topology, device, pair } = bigIpTopology({
      [`${POOL}.memberPriority`]: memberPriority,
      [`${POOL}.monitorInterval`]: "1s",
      [`${POOL}.monitorTimeout`]: "4s",
      "managementLayer.failureDetection": { addpTimeout: `${DETECTION / 2_000}s` },
    });
    const inside = (address: string) => ({ eth1: { network: "inside", address: `${address}/24` } });
    const outside = (address: string) => ({ eth0: { network: "outside", address: `${address}/24` } });
    const bed = await NetworkBed.open([
      { name: "ltm-1", interfaces: { ...outside("192.0.2.2"), ...inside(INSIDE_SELF_IP) } },
      { name: "trunk-a", interfaces: inside(A!) },
      { name: "trunk-b", interfaces: inside(B!) },
      { name: "caller", interfaces: outside("192.0.2.50") },
    ]);
    const ltm = bed.machine("ltm-1");
    // Answers leave with the virtual IP, as they do on the device.
    await ltm.shell(`ip address add ${VIRTUAL_IP}/24 dev eth0`);
    await ltm.shell(`ip route replace 192.0.2.0/24 dev eth0 src ${VIRTUAL_IP}`);
    const declared = declaredPool(as3Declaration(topology, device), device.tenant, pair.name);
    const [a, b] = [new Server(bed.machine("trunk-a"), A!), new Server(bed.machine("trunk-b"), B!)];
    const pool = await KamailioPool.start(ltm, declared);
    const rows = bigIpRunbook(topology, pair).matchAll(/^\| ([^|]+) \| ([\d.]+)s \| \(/gm);
    const predict = (tried: Tried) => predictOutage(topology, pair, tried);
    return new PoolBed(
      bed,
      a,
      b,
      pool,
      predict,
      new Map([...rows].map(([, what, time]) => [what!, 1_000 * Number(time)])),
    );
  }

  close(): void {
    this.bed.close();
  }

  async isUp(server: Server, other: Server): Promise<void> {
    await eventually(async () => {
      const members = await this.pool.members();
      return members.get(server.address) === true && members.get(other.address) === false;
    }, 8_000);
  }

  /** What callers see from half a second before an event until everything counts as well again; moments are relative to the event. */
  async watch(happen: () => Promise<void>): Promise<SipProbe[]> {
    const caller = this.bed.machine("caller");
    const interval = String(PROBE_INTERVAL);
    const words = [...installProgram(caller, "sip-prober"), "192.0.2.50", VIRTUAL_IP, "5060", VIRTUAL_IP, interval];
    const child = caller.spawn(words, {}, "pipe");
    let text = "";
    child.stdout!.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    await eventually(() => text.startsWith("ready\n"));
    await sleep(500);
    const start = now();
    await happen();
    await sleep(500);
    const end = new Promise((resolve) => child.once("close", resolve));
    child.stdin!.end();
    await end;
    const probes = JSON.parse(text.slice("ready\n".length)) as SipProbe[];
    return probes.map((probe) => ({ ...probe, at: probe.at - start }));
  }
}

/** When the last unanswered question was sent, and the first one that the new primary answered. */
function failover(probes: readonly SipProbe[], primary: string) {
  const after = probes.filter(({ at }) => at > 0);
  return {
    lastLost: Math.max(0, ...after.filter(({ by }) => by === undefined).map(({ at }) => at)),
    firstAnswered: after.find(({ by }) => by === primary)?.at ?? Number.POSITIVE_INFINITY,
  };
}

/** Kamailio's clock ticks 16 times a second: a question and the end of the wait for its answer may each be a tick off, in milliseconds. */
const CLOCK = 2 * (1_000 / 16);

describeWith(
  { root: true, tools: [...BED_TOOLS, "kamailio", "kamcmd", "sipp", "pkill"] },
  "a pool that the declaration drives, with Kamailio instead of the BIG-IP",
  () => {
    const beds = new Map<string, PoolBed>();
    const figures: string[] = [];
    const predictions = new Map<string, readonly ComparedRun[]>();
    beforeAll(async () => {
      for (const priority of ["equal", "primary-first"]) beds.set(priority, await PoolBed.open(priority));
    });
    afterAll(() => {
      for (const bed of beds.values()) bed.close();
      process.stdout.write(`\n${figures.join("\n")}\n`);
      printPredictions(predictions);
    });

    const compared = (prediction: Prediction, probes: readonly SipProbe[]) => {
      const measured = measuredLosses(probes.map(({ at, answered }) => ({ at, isAnswered: answered })));
      return compare(prediction, measured, [], { early: CLOCK, late: TOLERANCE });
    };

    test.concurrent.each(["equal", "primary-first"])(
      "with members %s a failover stays within the time that the runbook and the simulator promise",
      { timeout: 300_000 },
      async (priority) => {
        const bed = beds.get(priority)!;
        const { a, b, promised } = bed;
        expect([...promised]).toEqual([
          ["a switchover by hand", 4_000],
          ["the primary's host is lost", 5_600],
        ]);
        const [byHand, byLoss] = [
          bed.predict({ name: `a pool with members ${priority}: switchover`, steps: [{ inject: "switchover" }] }),
          // Then back, as the loss of the host of the current primary.
          bed.predict({
            name: `a pool with members ${priority}: the primary's host loses its power`,
            before: [{ inject: "switchover" }],
            steps: [{ after: "settled", inject: "host-power-loss", on: "backup" }],
          }),
        ];
        const [there, back]: [ComparedRun[], ComparedRun[]] = [[], []];
        await a.becomePrimary();
        for (let time = 0; time < TIMES; time++) {
          await bed.isUp(a, b);
          const switched = await bed.watch(async () => {
            await a.stop();
            await b.becomePrimary();
            await bed.isUp(b, a);
          });
          // The watch itself works: before, every question was answered, and only by the primary.
          const before = switched.filter(({ at }) => at < -PROBE_INTERVAL);
          expect(before.length).toBeGreaterThan(10);
          expect(new Set(before.map(({ by }) => by))).toEqual(new Set([A]));
          const switchedOver = failover(switched, B!);
          expect(switchedOver.lastLost).toBeLessThanOrEqual(promised.get("a switchover by hand")! + TOLERANCE);
          there.push(compared(byHand, switched));

          const lost = await bed.watch(async () => {
            const start = now();
            await b.machine.powerOff();
            await sleep(DETECTION - 300 - (now() - start));
            await a.becomePrimary();
            await bed.isUp(a, b);
          });
          const wentBack = failover(lost, A!);
          expect(wentBack.lastLost).toBeLessThanOrEqual(promised.get("the primary's host is lost")! + TOLERANCE);
          // The device cannot have been faster than the Management Layer.
          expect(wentBack.firstAnswered).toBeGreaterThan(DETECTION - 400);
          back.push(compared(byLoss, lost));
          b.machine.powerOn();
          figures.push(
            `${priority}: switchover ${switchedOver.firstAnswered.toFixed(0)} ms until the new primary answers, ${switchedOver.lastLost.toFixed(0)} ms until nothing is lost; loss of a host ${wentBack.firstAnswered.toFixed(0)} and ${wentBack.lastLost.toFixed(0)} ms`,
          );
          // With a preferred member everything goes to the lost member until it is down; otherwise every other question reaches the new primary.
          const overlap = switched.filter(({ at }) => at > 1_600 && at < 2_200);
          const reached = overlap.filter(({ by }) => by === B).length / overlap.length;
          expect(priority === "equal" ? reached > 0.3 : reached === 0).toBe(true);
        }
        for (const runs of [there, back]) predictions.set(runs[0]!.prediction.name, runs);
        expect(contradictions([...there, ...back])).toEqual([]);
      },
    );
  },
);
