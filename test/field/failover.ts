import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../network-namespace";
import { Callers, goesThrough } from "./callers";
import type { ManagementLayerRecord } from "./management-layer-record";
import { now } from "./monotonic-time";
import type { Operation, Side } from "./operation";
import { longestOutage, neighbourFollowed, Probe } from "./probe";

/** What a takeover cost, in milliseconds where it is a time. */
export interface Failover {
  /** The longest time without an answer to the probe. */
  readonly outage: number;
  readonly callsFailed: number;
  readonly retransmissions: number;
  /** From the fault to the log event of the new primary. */
  readonly detection: number;
  /** From that to the start of the script. */
  readonly decision: number;
  /** From its start to its end. */
  readonly script: number;
  /** From its start until the client sends to the new host. */
  readonly neighbour: number;
}

/** What happens, and how long calls go on around it. */
export interface Fault {
  /** In seconds: long enough for the takeover to be in the middle of it. */
  readonly callSeconds: number;
  readonly strike: (active: Side, standby: Side) => unknown;
}

const RATE = 50;
const BEFORE = 200;

/** Lets something happen to the active side while calls come in, and waits until the standby has taken over. */
export async function failOver(operation: Operation, { callSeconds, strike }: Fault): Promise<Failover> {
  const { client, layer, target, virtualIp } = operation;
  const [active, standby] = await operation.activeAndStandby();
  const address = operation.hardwareAddress(standby.host);
  const probe = await Probe.start(client, virtualIp);
  const calls = { target, transport: "udp", rate: RATE, calls: RATE * callSeconds, hold: 300 } as const;
  const callers = Callers.start(client, calls);
  await sleep(BEFORE);
  const since = now();
  try {
    await strike(active, standby);
    await layer.until((one) => one.kind === "exit" && one.host === standby.host, since);
    await eventually(async () => (await client.neighbour(virtualIp)) === address);
    const statistics = await callers.finish();
    const seen = await probe.stop();
    const event = layer.all("event", since).find((one) => one.id === 5150 && one.application === standby.application)!;
    const launch = layer.all("launch", since).find((one) => one.host === standby.host)!;
    const exit = layer.all("exit", since).find((one) => one.host === standby.host)!;
    return {
      outage: longestOutage(seen),
      callsFailed: statistics.failed + (calls.calls - statistics.created),
      retransmissions: statistics.retransmissions,
      detection: event.at - since,
      decision: exit.started - event.at,
      script: exit.ended - exit.started,
      neighbour: (neighbourFollowed(seen, address, launch.at) ?? Number.NaN) - exit.started,
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
  /** How often. @default 10 */
  readonly times?: number;
  /** What has to be so before it happens. @default nothing more than after the last time */
  readonly prepare?: (active: Side) => unknown;
  /** What makes the side that was struck whole again.
   * @default - it needs nothing */
  readonly repair?: (struck: Side) => unknown;
}

/** Lets it happen ten times, unless it says how often: each time the other one serves, alone, and the one that was struck comes back as backup. */
export async function timeAfterTime(operation: Operation, scenario: Scenario): Promise<readonly Failover[]> {
  const runs: Failover[] = [];
  while (runs.length < (scenario.times ?? 10)) {
    const [active, standby] = await operation.activeAndStandby();
    await scenario.prepare?.(active);
    const since = now();
    runs.push(await failOver(operation, scenario));
    await scenario.repair?.(active);
    await serves(operation, standby.host);
    const isBack = (role: ManagementLayerRecord) =>
      role.kind === "role" && role.application === active.application && role.role === "backup";
    await operation.layer.until(isBack, since);
  }
  return runs;
}

/** What must be so after everything: one holder, it serves new calls and registrations, and the client sends to it. */
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
