import { setTimeout as sleep } from "node:timers/promises";
import type { ScenarioStep } from "../../lib/operation/scenario";
import { eventually } from "../eventually";
import { Callers, goesThrough } from "./callers";
import type { ManagementLayerRecord } from "./management-layer-record";
import { measuredOutage } from "./measured-outage";
import { now } from "./monotonic-time";
import type { Operation, Side } from "./operation";
import { outstanding, without } from "./order-of-events";
import { type ComparedRun, compare, type Prediction, type Resolution } from "./prediction";
import { neighbourFollowed, PROBE_INTERVAL, Probe, questionsOf } from "./probe";
import { isSeenByProbe, seenEvents, whereItEnds } from "./seen-events";
import { TIMES } from "./times";

/** The cost of a takeover; times are in milliseconds. */
export interface Failover extends ComparedRun {
  /** The longest time without an answer to the probe. */
  readonly outage: number;
  readonly callsFailed: number;
  readonly retransmissions: number;
  /** From the fault to the log event of the new primary. This and the next three are NaN if the event did not happen. */
  readonly detection: number;
  /** From the log event to the start of the script. */
  readonly decision: number;
  /** From the start of the script to its end. */
  readonly script: number;
  /** From the start of the script until the client sends to the new host. */
  readonly neighbour: number;
}

/** A fault, and how long calls are made around it. */
export interface Fault {
  /** How long calls are made, in seconds: long enough for the takeover to happen in the middle. */
  readonly callSeconds: number;
  readonly strike: (active: Side, standby: Side) => unknown;
}

const RATE = 50;
const BEFORE = 200;

/** Strikes the active side while calls come in, and waits until everything that was predicted has happened. */
async function failOver(
  operation: Operation,
  { callSeconds, strike, uncompared, resolution }: Scenario,
  prediction: Prediction,
): Promise<Failover> {
  const { client, layer, target, virtualIp } = operation;
  const [active, standby] = await operation.activeAndStandby();
  const address = operation.hardwareAddress(standby.host);
  const isCompared = ({ text }: { readonly text: string }) => uncompared?.test(text) !== true;
  const compared = { ...prediction, order: without(prediction.order!, (one) => !isCompared(one)) };
  const probe = await Probe.start(client, virtualIp);
  const calls = { target, transport: "udp", rate: RATE, calls: RATE * callSeconds, hold: 300 } as const;
  const callers = Callers.start(client, calls);
  await sleep(BEFORE);
  const since = now();
  try {
    await strike(active, standby);
    const missing = () =>
      outstanding(compared.order, seenEvents(operation.observed(since))).filter((text) => !isSeenByProbe(text));
    await eventually(
      () => missing().length === 0,
      15_000,
      () => missing().join(", "),
    );
    // Scripts that were started before, at the end of the previous run, may end now.
    const exits = () => layer.all("exit", since).filter(({ started }) => started >= since);
    const isOver = () => layer.all("launch", since).length === exits().length;
    await eventually(isOver, 10_000);
    const statistics = await callers.finish();
    const seen = await probe.stop();
    const event = layer.all("event", since).find((one) => one.id === 5150 && one.application === standby.application);
    const launch = layer.all("launch", since).find((one) => one.host === standby.host);
    const exit = exits().find((one) => one.host === standby.host);
    const between = (from: number | undefined, to: number | undefined) => (to ?? Number.NaN) - (from ?? Number.NaN);
    const measured = measuredOutage(questionsOf(seen));
    return {
      ...compare(
        compared,
        measured,
        whereItEnds(seenEvents(operation.observed(since, seen))).filter(isCompared),
        resolution,
      ),
      outage: seen.probes.every(({ answer }) => answer !== undefined) ? 0 : measured.atLeast + PROBE_INTERVAL,
      callsFailed: statistics.failed + (calls.calls - statistics.created),
      retransmissions: statistics.retransmissions,
      detection: between(since, event?.at),
      decision: between(event?.at, exit?.started),
      script: between(exit?.started, exit?.ended),
      neighbour: between(exit?.started, launch && neighbourFollowed(seen, address, launch.at)),
    };
  } catch (error) {
    throw new Error(`${error}\nwhat the Management Layer did since:\n${layer.account(since)}`, { cause: error });
  } finally {
    callers.stop();
    await probe.stop();
  }
}

/** Something that happens to whoever is primary. */
export interface Scenario extends Fault {
  readonly name: string;
  /** The same as steps of the simulator, in which `primary` is the side that is struck. */
  readonly steps: readonly ScenarioStep[];
  /** How often it is run. @default TIMES */
  readonly times?: number;
  /** Waits for what must be true before the fault. @default nothing more than after the previous run */
  readonly prepare?: (active: Side) => unknown;
  /** The side that comes back as backup, while the other side serves.
   * @default "active" */
  readonly loses?: "active" | "standby";
  /** Events whose order and number are not predicted; the scenario says why.
   * @default - all are compared */
  readonly uncompared?: RegExp;
  /** How much chance adds to the predicted outage or takes off it; the scenario says what it is.
   * @default - nothing */
  readonly resolution?: Resolution;
  /** Repairs what was struck.
   * @default - no repair is needed */
  readonly repair?: (active: Side, standby: Side) => unknown;
}

/** Runs a scenario several times. After each run, only one of the two serves, and the other one has come back as backup. */
export async function timeAfterTime(operation: Operation, scenario: Scenario): Promise<readonly Failover[]> {
  const runs: Failover[] = [];
  while (runs.length < (scenario.times ?? TIMES)) {
    await operation.layer.untilNoAlarm();
    const [active, standby] = await operation.activeAndStandby();
    await scenario.prepare?.(active);
    const since = now();
    runs.push(await failOver(operation, scenario, operation.predict(scenario, active)));
    await scenario.repair?.(active, standby);
    const [serving, other] = scenario.loses === "standby" ? [active, standby] : [standby, active];
    await serves(operation, serving.host);
    const isBack = (one: ManagementLayerRecord) =>
      (one.kind === "role" && one.application === other.application && one.role === "backup") ||
      // This one was backup all the time, and is able to serve again.
      (one.kind === "service" && one.application === other.application && one.is === "available");
    await operation.layer.until(isBack, since);
  }
  return runs;
}

/** Checks what must be true at the end: one host holds the virtual IP, it serves new calls and registrations, and the client sends to it. */
export async function serves(operation: Operation, host: string): Promise<void> {
  const { client, target, virtualIp } = operation;
  await operation.settled(host);
  const through = await Promise.all([
    goesThrough(client, "call", target, "udp"),
    goesThrough(client, "call", target, "tcp"),
    goesThrough(client, "registration", target, "udp"),
    goesThrough(client, "registration", target, "tcp"),
  ]);
  if (through.includes(false)) throw new Error(`${host} has the virtual IP and does not serve: ${through.join(", ")}`);
  const address = operation.hardwareAddress(host);
  await eventually(async () => (await client.neighbour(virtualIp)) === address);
}
