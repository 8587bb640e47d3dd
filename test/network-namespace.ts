import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { eventually } from "./eventually";
import { FIRST_PROCESS } from "./first-process";
import { startSystemd } from "./systemd";

/** The tools that a test bed needs, apart from root's rights. */
export const BED_TOOLS = ["ip", "nsenter", "setpriv", "ss", "unshare"] as const;

/** The outcome of a command on a host. */
export interface Outcome {
  /** The exit code; after a signal, 128 plus the signal's number, as in the shell. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** An interface of a machine of the test bed. */
export interface MachineInterface {
  /** The switch that its cable leads to. */
  readonly network: string;
  /** With its prefix length. */
  readonly address: string;
}

/** A machine of the test bed, and its interfaces by name. */
export interface MachineOptions {
  readonly name: string;
  readonly interfaces: Readonly<Record<string, MachineInterface>>;
  /** Folders of this computer that the machine sees unchanged, by the place where it sees them. */
  readonly folders?: Readonly<Record<string, string>>;
}

const management = (address: string) => ({ eth0: { network: "management", address: `${address}/24` } });
const voice = (address: string) => ({ eth1: { network: "voice", address: `${address}/24` } });

/** The machines of the sample topology, plus a client and the gateway of the voice network. */
export const SAMPLE_MACHINES: readonly MachineOptions[] = [
  { name: "sip-a", interfaces: { ...management("10.110.0.11"), ...voice("10.120.0.11") } },
  { name: "sip-b", interfaces: { ...management("10.110.0.12"), ...voice("10.120.0.12") } },
  { name: "mgmt-1", interfaces: management("10.110.0.5") },
  { name: "client", interfaces: voice("10.120.0.50") },
  { name: "router", interfaces: voice("10.120.0.1") },
];

/**
 * Machines on switches. Each machine has its own network, process and mount namespace, and its own writable copy of the file tree. Nothing
 * of it is visible outside: what a machine writes to /etc or /run is in its memory, and every link is inside a namespace.
 *
 * No namespace has a name: the kernel removes each one with its last process. The first process of each namespace ends with the test, even
 * if the test is killed.
 */
export class NetworkBed {
  private readonly machines = new Map<string, Machine>();
  private hub: ChildProcess | undefined;

  private constructor() {}

  static async open(machines: readonly MachineOptions[] = SAMPLE_MACHINES): Promise<NetworkBed> {
    const bed = new NetworkBed();
    try {
      await bed.build(machines);
    } catch (error) {
      bed.close();
      throw error;
    }
    return bed;
  }

  private async build(machines: readonly MachineOptions[]): Promise<void> {
    this.hub = await holder("the switches", ["unshare", "--net", "sh", "-c", "echo ready; exec sleep infinity"]);
    const hub = this.hub.pid!;
    const networks = [
      ...new Set(machines.flatMap((one) => Object.values(one.interfaces).map(({ network }) => network))),
    ];
    const switches = networks.flatMap((_, index) => [
      `link add ${bridge(index)} type bridge forward_delay 0 stp_state 0`,
      `link set ${bridge(index)} up`,
    ]);
    ipWithin(hub, ...switches);
    for (const [index, { name, interfaces, folders = {} }] of machines.entries()) {
      const connections = Object.entries(interfaces).map(([key, { network, address }]): Connection => {
        const number = networks.indexOf(network);
        return {
          name: key,
          address,
          switch: number,
          hardwareAddress: hardwareAddress(number, index),
          port: `${index}-${key}`,
        };
      });
      const made = new Machine(name, hub, connections, folders);
      this.machines.set(name, made);
      await made.start();
    }
  }

  machine(name: string): Machine {
    const found = this.machines.get(name);
    if (found === undefined) throw new Error(`the bed has no machine ${name}`);
    return found;
  }

  /** Pulls the cable of a machine's interface, or plugs it in again. */
  cable(machine: string, name: string, plugged: boolean): void {
    this.machine(machine).cable(name, plugged);
  }

  /** Ends every process of the bed, and its namespaces with them. May be called twice. */
  close(): void {
    for (const machine of this.machines.values()) machine.stop();
    this.machines.clear();
    this.hub?.kill("SIGKILL");
  }
}

/** A machine of a bed. */
export class Machine {
  private holder: ChildProcess | undefined;
  /** The first process of the machine, and the first process of what it runs now. They are the same until it boots with systemd. */
  private first = 0;
  private pid = 0;

  constructor(
    readonly name: string,
    private readonly hub: number,
    private readonly connections: readonly Connection[],
    private readonly folders: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    const folders = Object.entries(this.folders).flat();
    const own = ["--net", "--mount", "--uts", "--pid", "--fork", "--kill-child"];
    this.holder = await holder(`machine ${this.name}`, [
      "unshare",
      ...own,
      "sh",
      "-euc",
      FIRST_PROCESS,
      "sh",
      this.name,
      ...folders,
    ]);
    const { pid } = this.holder;
    this.first = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
    this.pid = this.first;
    this.plugIn();
    ipWithin(this.pid, "link set lo up", ...this.connections.flatMap(broughtUp));
  }

  /** Leads a cable from each interface to its switch. */
  private plugIn(): void {
    const cables = this.connections.map(
      ({ name, hardwareAddress, port }) =>
        `link add name ${name} netns ${this.pid} address ${hardwareAddress} type veth peer name ${port} netns ${this.hub}`,
    );
    ip(cables);
    ipWithin(
      this.hub,
      ...this.connections.map(({ port, switch: network }) => `link set ${port} master ${bridge(network)} up`),
    );
  }

  /** Ends every process of the machine, and so removes its files. */
  stop(): void {
    this.holder?.kill("SIGKILL");
    this.holder = undefined;
  }

  /** The hardware address of an interface, in lower case. */
  hardwareAddress(name: string): string {
    return this.connection(name).hardwareAddress;
  }

  /** Pulls the cable of an interface, or plugs it in again. */
  cable(name: string, plugged: boolean): void {
    ipWithin(this.hub, `link set ${this.connection(name).port} ${plugged ? "up" : "down"}`);
  }

  private connection(name: string): Connection {
    const found = this.connections.find((one) => one.name === name);
    if (found === undefined) throw new Error(`${this.name} has no interface ${name}`);
    return found;
  }

  /** Boots with the real systemd, and waits until all enabled units are started. Everything that runs on the machine from now on ends if its power fails. */
  async boot(): Promise<void> {
    this.pid = await startSystemd(this.first);
    await eventually(() => this.exists("/run/systemd/private"), 30_000);
    // The exit code is ignored: it is not 0 if a unit has failed.
    await this.run(["systemctl", "is-system-running", "--wait"]);
  }

  /** The power fails: the machine's processes end, and the kernel's settings and everything that is only in memory are lost. The disk stays. */
  async powerOff(): Promise<void> {
    for (const { name } of this.connections) this.cable(name, false);
    this.pid = this.first;
    // This spares only process 1 of the machine, which holds its file tree.
    await this.run(["sh", "-c", "kill -9 -1"]);
    // The kernel here still runs, and would end the processes' connections when the cable is back. A kernel without power cannot do that.
    await this.shell("ss --kill --tcp state connected >/dev/null");
    ipWithin(
      this.first,
      ...this.connections.flatMap(({ name }) => [`address flush dev ${name}`, `link set ${name} down`]),
    );
    await this.shell("find /run /tmp -mindepth 1 -delete; ip neighbour flush all");
  }

  /** The power is back: the interfaces have their own addresses, and nothing runs yet. */
  powerOn(): void {
    ipWithin(this.first, ...this.connections.flatMap(broughtUp));
    for (const { name } of this.connections) this.cable(name, true);
  }

  /** Loses its power, has it back, and boots. */
  async reboot(): Promise<void> {
    await this.powerOff();
    this.powerOn();
    await this.boot();
  }

  /** The path by which the test reaches a file of this machine. */
  path(file: string): string {
    return `/proc/${this.pid}/root${file}`;
  }

  write(file: string, content: string, mode = 0o755): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content, { mode });
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  exists(file: string): boolean {
    return existsSync(this.path(file));
  }

  /** Starts a command on the machine, without input unless `input` is a pipe. If the child ends, so does the command, which is a process below it. */
  spawn(
    command: readonly string[],
    environment: NodeJS.ProcessEnv = {},
    input: "ignore" | "pipe" = "ignore",
  ): ChildProcess {
    const ended = ["setpriv", "--pdeathsig", "KILL", "--"];
    return spawn("nsenter", ["-t", String(this.pid), "-m", "-u", "-p", "-n", "-r", "-w", "--", ...ended, ...command], {
      stdio: [input, "pipe", "pipe"],
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...environment },
    });
  }

  /** Runs a command on the machine. Waits until it has ended and no process has its output open any more. */
  async run(command: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const started = performance.now();
    const child = this.spawn(command, environment);
    let stdout = "";
    let stderr = "";
    child.stdout!.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status, signal) => resolve(status ?? (signal === "SIGKILL" ? 137 : 143)));
    });
    return { code, stdout, stderr, milliseconds: performance.now() - started };
  }

  /** Runs a line of shell. If the line fails, the test fails. */
  async shell(line: string): Promise<string> {
    const outcome = await this.run(["sh", "-c", line]);
    if (outcome.code !== 0) throw new Error(`${this.name}: ${line}: ${outcome.code}: ${outcome.stderr}`);
    return outcome.stdout;
  }

  /** Starts a shell command and kills it after this time with a signal that it cannot catch. Processes that it has started go on. */
  async runKilled(command: string, milliseconds: number): Promise<void> {
    const nap = (milliseconds / 1_000).toFixed(3);
    await this.shell(`${command} >/dev/null 2>&1 & pid=$!; sleep ${nap}; kill -9 $pid; wait $pid || true`);
  }

  /** The IPv4 addresses of an interface, the primary first. */
  async addresses(name: string): Promise<string[]> {
    const text = await this.shell(`ip -o -4 address show dev ${name}`);
    return [...text.matchAll(/inet (\S+)/g)].map((match) => match[1]!);
  }

  /** Waits until an address answers this machine, which then knows who has it. On a busy machine the first packet may be too late. */
  async reaches(address: string): Promise<void> {
    await this.shell(`ping -q -c 1 -w 8 ${address}`);
  }

  /** The hardware address to which this machine sends packets for an address; undefined if it knows none. */
  async neighbour(address: string): Promise<string | undefined> {
    return /lladdr (\S+)/.exec(await this.shell(`ip neighbour show ${address}`))?.[1];
  }
}

/** Waits until the machine has checked that nobody else has its own IPv6 addresses: until then each of them is tentative. */
export async function addressesAreSettled(machine: Machine): Promise<void> {
  await eventually(async () => (await machine.shell("ip -6 -o address show tentative")) === "", 10_000);
}

/** Starts the first process of a namespace and waits until it is ready. It ends with this process, however this process ends. */
async function holder(what: string, command: readonly string[]): Promise<ChildProcess> {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", ...command], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`${what} did not start: ${code}`));
    child.once("exit", failed);
    child.stdout.once("data", () => {
      child.off("exit", failed);
      resolve();
    });
  });
  return child;
}

/** Runs lines of ip(8) by one process. It fails with the first of them that fails. */
function ip(lines: readonly string[], within: readonly string[] = []): void {
  const [program, ...words] = [...within, "ip", "-batch", "-"];
  execFileSync(program!, words, { input: lines.join("\n") });
}

/** Runs lines of ip(8) in the network of a process. */
function ipWithin(process: number, ...lines: string[]): void {
  ip(lines, ["nsenter", `--net=/proc/${process}/ns/net`]);
}

/** An interface of a machine, and the port of the switch that it is plugged into. */
interface Connection {
  readonly name: string;
  readonly address: string;
  readonly switch: number;
  readonly hardwareAddress: string;
  readonly port: string;
}

function broughtUp({ name, address }: Connection): string[] {
  return [`link set ${name} up`, `address add ${address} broadcast + dev ${name}`];
}

function bridge(network: number): string {
  return `switch${network}`;
}

function hardwareAddress(network: number, machine: number): string {
  return `02:00:00:00:0${network + 1}:${(machine + 16).toString(16)}`;
}
