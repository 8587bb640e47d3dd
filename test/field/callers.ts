import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "../network-namespace";

export type Transport = "udp" | "tcp";

const SIPP_TRANSPORT: Readonly<Record<Transport, string>> = { udp: "u1", tcp: "t1" };

/** What the callers do. */
export interface CallsOptions {
  /** Address and port. */
  readonly target: string;
  readonly transport: Transport;
  /** Calls from their INVITE to their BYE, or registrations.
   * @default "call" */
  readonly kind?: Kind;
  /** New calls a second. */
  readonly rate: number;
  readonly calls: number;
  /** How long each call lasts, in milliseconds; a registration lasts no time.
   * @default 10 */
  readonly hold?: number;
}

/** What a caller asks for. */
export type Kind = "call" | "registration";

/** The outcome of the calls. */
export interface CallStatistics {
  readonly created: number;
  readonly successful: number;
  readonly failed: number;
  readonly retransmissions: number;
}

let runs = 0;

/** Callers on a machine: sipp, which sets up calls at a steady rate and ends each call after its time. */
export class Callers {
  private constructor(
    private readonly machine: Machine,
    private readonly statistics: string,
    private readonly child: ChildProcess,
    private readonly end: Promise<number | null>,
  ) {}

  static start(machine: Machine, options: CallsOptions): Callers {
    const { target, transport, kind = "call", rate, calls, hold = 10 } = options;
    const statistics = `/tmp/calls-${++runs}.csv`;
    const words = [...caller(machine, kind, target, transport), "-r", rate, "-m", calls, "-d", hold];
    // A call that is answered and then gets no further messages would wait for ever.
    const bounded = ["-recv_timeout", 8_000, "-timeout", `${Math.ceil(calls / rate + hold / 1_000) + 15}s`];
    const reported = ["-trace_stat", "-stf", statistics, "-fd", 1, "-nostdin"];
    const command = ["sipp", ...words, ...bounded, ...reported].map(String);
    const child = machine.spawn(["sh", "-c", 'cd /tmp && exec "$@" >/dev/null 2>&1', "sh", ...command]);
    const end = new Promise<number | null>((resolve) => child.once("close", resolve));
    return new Callers(machine, statistics, child, end);
  }

  /** Waits for the end, and returns whether there are statistics. */
  async hasCalled(): Promise<boolean> {
    await this.end;
    return this.machine.exists(this.statistics);
  }

  /** Waits for the last call, and returns the outcome of all calls. */
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

/** Whether one new call goes through, from its INVITE to its BYE, or one registration is accepted. */
export async function goesThrough(
  machine: Machine,
  kind: Kind,
  target: string,
  transport: Transport,
): Promise<boolean> {
  const start = () => Callers.start(machine, { target, transport, kind, rate: 1, calls: 1 });
  let callers = start();
  // Now and then sipp ends before it has called anybody, and leaves no statistics. That says nothing about the called server, so sipp starts again.
  if (!(await callers.hasCalled())) callers = start();
  const { successful } = await callers.finish();
  return successful === 1;
}

let ports = 20_000;

/** The arguments of sipp for one caller. Each caller has its own port: callers that start at the same moment would compete for the port that sipp tries first. */
function caller(machine: Machine, kind: Kind, target: string, transport: Transport): string[] {
  return [...scenario(machine, kind), target, "-p", String(++ports), "-t", SIPP_TRANSPORT[transport]];
}

/** The messages: sipp's own scenario of a caller, or a REGISTER and its answer. */
function scenario(machine: Machine, kind: Kind): string[] {
  if (kind === "call") return ["-sn", "uac"];
  const path = "/tmp/sip-register.xml";
  machine.write(path, readFileSync(join(__dirname, "sip-register.xml"), "utf8"), 0o644);
  return ["-sf", path];
}
