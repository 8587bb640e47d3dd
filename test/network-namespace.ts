import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What a command of a host said. */
export interface Outcome {
  /** The exit code; 128 and the signal's number after a signal, as the shell has it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** A machine of the test bed, and its addresses by interface. */
export interface MachineOptions {
  readonly name: string;
  /** `eth0` is on the management network, `eth1` on the voice network. */
  readonly interfaces: Readonly<Record<"eth0" | "eth1", string | undefined>>;
}

/** The machines of the sample topology, a client and the gateway of the voice network. */
export const SAMPLE_MACHINES: readonly MachineOptions[] = [
  { name: "sip-a", interfaces: { eth0: "10.110.0.11/24", eth1: "10.120.0.11/24" } },
  { name: "sip-b", interfaces: { eth0: "10.110.0.12/24", eth1: "10.120.0.12/24" } },
  { name: "mgmt-1", interfaces: { eth0: "10.110.0.5/24", eth1: undefined } },
  { name: "client", interfaces: { eth0: undefined, eth1: "10.120.0.50/24" } },
  { name: "router", interfaces: { eth0: undefined, eth1: "10.120.0.1/24" } },
];

const PREFIX = "sip-ha-test-";
const BRIDGES = { eth0: "management0", eth1: "voice0" } as const;
let beds = 0;

/**
 * Machines on two switches, each in its own network, process and mount namespace, with its own writable copy of the file tree. Nothing
 * of it is seen outside: what a machine writes to /etc or /run is in its memory, and every link is inside a namespace.
 */
export class NetworkBed {
  private readonly prefix = `${PREFIX}${process.pid}-${++beds}-`;
  private readonly machines = new Map<string, Machine>();
  private readonly onExit = () => this.close();

  private constructor() {}

  static async open(machines: readonly MachineOptions[] = SAMPLE_MACHINES): Promise<NetworkBed> {
    removeAbandoned();
    const bed = new NetworkBed();
    process.once("exit", bed.onExit);
    try {
      await bed.build(machines);
    } catch (error) {
      bed.close();
      throw error;
    }
    return bed;
  }

  private async build(machines: readonly MachineOptions[]): Promise<void> {
    const hub = `${this.prefix}switch`;
    ip("netns", "add", hub);
    for (const bridge of Object.values(BRIDGES)) {
      ip("-n", hub, "link", "add", bridge, "type", "bridge", "forward_delay", "0", "stp_state", "0");
      ip("-n", hub, "link", "set", bridge, "up");
    }
    for (const [index, machine] of machines.entries()) {
      const namespace = this.prefix + machine.name;
      ip("netns", "add", namespace);
      ip("-n", namespace, "link", "set", "lo", "up");
      for (const [name, bridge] of Object.entries(BRIDGES) as ["eth0" | "eth1", string][]) {
        const address = machine.interfaces[name];
        if (address === undefined) continue;
        const port = switchPort(machine.name, name);
        const mac = hardwareAddress(index, name);
        ip("link", "add", name, "netns", namespace, "address", mac, "type", "veth", "peer", "name", port, "netns", hub);
        ip("-n", hub, "link", "set", port, "master", bridge, "up");
        ip("-n", namespace, "link", "set", name, "up");
        ip("-n", namespace, "address", "add", address, "broadcast", "+", "dev", name);
      }
      const made = new Machine(
        machine.name,
        namespace,
        Object.fromEntries(Object.keys(BRIDGES).map((name) => [name, hardwareAddress(index, name)])),
      );
      this.machines.set(machine.name, made);
      await made.start();
    }
  }

  machine(name: string): Machine {
    const found = this.machines.get(name);
    if (found === undefined) throw new Error(`the bed has no machine ${name}`);
    return found;
  }

  /** Pulls the cable of a machine's interface, or plugs it in again. */
  cable(machine: string, name: "eth0" | "eth1", plugged: boolean): void {
    ip("-n", `${this.prefix}switch`, "link", "set", switchPort(machine, name), plugged ? "up" : "down");
  }

  /** Ends every process of the bed and removes its namespaces. May be called twice. */
  close(): void {
    process.off("exit", this.onExit);
    for (const machine of this.machines.values()) machine.stop();
    this.machines.clear();
    for (const namespace of namespaces()) if (namespace.startsWith(this.prefix)) ip("netns", "delete", namespace);
  }
}

/** A machine of a bed. */
export class Machine {
  private holder: ChildProcess | undefined;
  private pid = 0;

  constructor(
    readonly name: string,
    private readonly namespace: string,
    private readonly hardwareAddresses: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    const holder = spawn(
      "nsenter",
      [
        `--net=/run/netns/${this.namespace}`,
        "unshare",
        "--mount",
        "--uts",
        "--pid",
        "--fork",
        "--kill-child",
        "sh",
        "-euc",
        INIT,
        "sh",
        this.name,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    this.holder = holder;
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once("data", () => resolve());
      holder.once("exit", (code) => reject(new Error(`machine ${this.name} did not start: ${code}`)));
    });
    this.pid = Number(readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, "utf8").trim());
  }

  /** Ends every process of the machine; its files are gone with it. */
  stop(): void {
    this.holder?.removeAllListeners("exit");
    this.holder?.kill("SIGKILL");
    this.holder = undefined;
  }

  /** The hardware address of an interface, in lower case. */
  hardwareAddress(name: string): string {
    return this.hardwareAddresses[name]!;
  }

  /** A file of this machine, as a path of the test. */
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

  /** Starts a command on the machine. */
  spawn(command: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn("nsenter", ["-t", String(this.pid), "-m", "-u", "-p", "-n", "-r", "-w", "--", ...command], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...environment },
    });
  }

  /** Runs a command on the machine to its end, and until nobody holds its output any more. */
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

  /** Runs a line of shell; fails the test where that fails. */
  async shell(line: string): Promise<string> {
    const outcome = await this.run(["sh", "-c", line]);
    if (outcome.code !== 0) throw new Error(`${this.name}: ${line}: ${outcome.code}: ${outcome.stderr}`);
    return outcome.stdout;
  }

  /** The IPv4 addresses of an interface, the primary first. */
  async addresses(name: string): Promise<string[]> {
    const text = await this.shell(`ip -o -4 address show dev ${name}`);
    return [...text.matchAll(/inet (\S+)/g)].map((match) => match[1]!);
  }

  /** The hardware address that this machine sends to for an address; undefined where it knows none. */
  async neighbour(address: string): Promise<string | undefined> {
    return /lladdr (\S+)/.exec(await this.shell(`ip neighbour show ${address}`))?.[1];
  }
}

/** The first process of a machine: a copy-on-write file tree in memory, empty folders for what runs, then nothing until it is killed. */
const INIT = `
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
cd /mnt
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work root
mount --rbind /dev root/dev
mount -t proc proc root/proc
mount -t sysfs sysfs root/sys
for folder in run tmp var/log; do mount -t tmpfs tmpfs root/$folder; done
hostname "$1"
cd root
echo ready
exec chroot . sleep infinity
`;

/** Waits until a condition holds; fails after the time. */
export async function eventually(condition: () => boolean | Promise<boolean>, milliseconds = 5_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not so after ${milliseconds} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function ip(...words: string[]): string {
  return execFileSync("ip", words, { encoding: "utf8" });
}

function namespaces(): string[] {
  return existsSync("/run/netns") ? readdirSync("/run/netns") : [];
}

/** Removes the namespaces of test runs that were killed. */
function removeAbandoned(): void {
  for (const namespace of namespaces()) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(namespace)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) ip("netns", "delete", namespace);
  }
}

function switchPort(machine: string, name: string): string {
  return `${machine.slice(0, 10)}-${name}`.slice(0, 15);
}

function hardwareAddress(index: number, name: string): string {
  return `02:00:00:00:${name === "eth0" ? "01" : "02"}:${(index + 16).toString(16)}`;
}
