import type { ChildProcess } from "node:child_process";
import type { Machine } from "../network-namespace";
import type { Question } from "./measured-outage";
import { PROBE_PORT } from "./probe-port";
import { installProgram } from "./program";

/** In milliseconds. */
export const PROBE_INTERVAL = 5;

/** What a probe saw. Moments are on the monotonic clock. */
export interface ProbeRecord {
  readonly probes: readonly {
    readonly at: number;
    readonly answer?: { readonly at: number; readonly by: string } | undefined;
  }[];
  /** The hardware address that the machine would have sent to, from each moment on; undefined if it knew none. */
  readonly neighbour: readonly { readonly at: number; readonly address: string | undefined }[];
}

/** Lets a machine bind an address that it does not hold (yet). */
export async function allowForeignAddresses(machine: Machine): Promise<void> {
  await machine.shell("echo 1 >/proc/sys/net/ipv4/ip_nonlocal_bind");
}

/** Starts the program that answers the probe on a host while the host holds the virtual IP. It ends when its input ends. */
export async function startResponder(machine: Machine, virtualIp: string): Promise<ChildProcess> {
  return started(machine, [...installProgram(machine, "responder"), virtualIp, String(PROBE_PORT), machine.name]);
}

/** A probe every 5 milliseconds. */
export class Probe {
  private record: Promise<ProbeRecord> | undefined;

  private constructor(private readonly child: ChildProcess) {}

  static async start(machine: Machine, virtualIp: string): Promise<Probe> {
    const command = [...installProgram(machine, "prober"), virtualIp, String(PROBE_PORT), String(PROBE_INTERVAL)];
    return new Probe(await started(machine, command));
  }

  /** Ends the probe, and returns what it saw. May be called again. */
  stop(): Promise<ProbeRecord> {
    this.record ??= this.end();
    return this.record;
  }

  private async end(): Promise<ProbeRecord> {
    let text = "";
    this.child.stdout!.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    const end = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin!.end();
    await end;
    return JSON.parse(text);
  }
}

/** The longest time without an answer, in milliseconds: from the first lost probe to the first one that was answered again. */
export function longestOutage({ probes }: ProbeRecord): number {
  let longest = 0;
  let since: number | undefined;
  for (const { at, answer } of probes) {
    if (answer === undefined) since ??= at;
    else since = undefined;
    if (since !== undefined) longest = Math.max(longest, at + PROBE_INTERVAL - since);
  }
  return longest;
}

/** The questions of a record, and whether each was answered. */
export function questionsOf({ probes }: ProbeRecord): Question[] {
  return probes.map(({ at, answer }) => ({ at, isAnswered: answer !== undefined }));
}

/** When a machine began to send to a hardware address, at the given moment or later. */
export function neighbourFollowed({ neighbour }: ProbeRecord, address: string, since: number): number | undefined {
  return neighbour.find((one) => one.at >= since && one.address === address)?.at;
}

/** Starts a program of this folder, and waits until it prints that it is ready. */
export async function started(machine: Machine, command: readonly string[]): Promise<ChildProcess> {
  const child = machine.spawn(command, {}, "pipe");
  child.stdin!.on("error", () => {});
  child.stderr!.pipe(process.stderr);
  await new Promise<void>((resolve, reject) => {
    child.stdout!.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`${command.join(" ")} on ${machine.name} ended: ${code}`)));
  });
  return child;
}
