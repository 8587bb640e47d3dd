import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "../network-namespace";

export type Transport = "udp" | "tcp";

const SIPP_TRANSPORT: Readonly<Record<Transport, string>> = { udp: "u1", tcp: "t1" };

/** Calls to set up. */
export interface CallsOptions {
  /** Address and port. */
  readonly target: string;
  readonly transport: Transport;
  /** New calls a second. */
  readonly rate: number;
  readonly calls: number;
  /** How long each call lasts, in milliseconds. */
  readonly hold: number;
}

/** What became of them. */
export interface CallStatistics {
  readonly created: number;
  readonly successful: number;
  readonly failed: number;
  readonly retransmissions: number;
}

let runs = 0;

/** Callers on a machine: sipp, which sets up calls at a steady rate and ends each after its time. */
export class Callers {
  private constructor(
    private readonly machine: Machine,
    private readonly statistics: string,
    private readonly child: ChildProcess,
    private readonly end: Promise<number | null>,
  ) {}

  static start(machine: Machine, { target, transport, rate, calls, hold }: CallsOptions): Callers {
    const statistics = `/tmp/calls-${++runs}.csv`;
    const words = ["-sn", "uac", target, "-t", SIPP_TRANSPORT[transport], "-r", rate, "-m", calls, "-d", hold];
    // A call that is answered and then forgotten would wait for ever.
    const bounded = ["-recv_timeout", 8_000, "-timeout", `${Math.ceil(calls / rate + hold / 1_000) + 15}s`];
    const reported = ["-trace_stat", "-stf", statistics, "-fd", 1, "-nostdin"];
    const command = ["sipp", ...words, ...bounded, ...reported].map(String);
    const child = machine.spawn(["sh", "-c", 'cd /tmp && exec "$@" >/dev/null 2>&1', "sh", ...command]);
    const end = new Promise<number | null>((resolve) => child.once("close", resolve));
    return new Callers(machine, statistics, child, end);
  }

  /** Waits for the last call, and says what became of them all. */
  async finish(): Promise<CallStatistics> {
    await this.end;
    const [names, ...rows] = this.machine
      .read(this.statistics)
      .trim()
      .split("\n")
      .map((line) => line.split(";"));
    const value = (name: string) => Number(rows.at(-1)?.[names!.indexOf(name)]);
    return {
      created: value("TotalCallCreated"),
      successful: value("SuccessfulCall(C)"),
      failed: value("FailedCall(C)"),
      retransmissions: value("Retransmissions(C)"),
    };
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }
}

/** Whether one new call goes through, from its INVITE to its BYE. */
export async function callGoesThrough(machine: Machine, target: string, transport: Transport): Promise<boolean> {
  return once(machine, target, transport, ["-sn", "uac", "-d", "10"]);
}

/** Whether one registration is accepted. */
export async function registrationGoesThrough(
  machine: Machine,
  target: string,
  transport: Transport,
): Promise<boolean> {
  const scenario = "/tmp/sip-register.xml";
  machine.write(scenario, readFileSync(join(__dirname, "sip-register.xml"), "utf8"), 0o644);
  return once(machine, target, transport, ["-sf", scenario]);
}

async function once(machine: Machine, target: string, transport: Transport, scenario: string[]): Promise<boolean> {
  const bounds = ["-m", "1", "-recv_timeout", "3000", "-timeout", "4s", "-nostdin", "-t", SIPP_TRANSPORT[transport]];
  const command = ["timeout", "6", "sipp", ...scenario, target, ...bounds];
  const { code } = await machine.run(["sh", "-c", 'cd /tmp && exec "$@" >/dev/null 2>&1', "sh", ...command]);
  return code === 0;
}
