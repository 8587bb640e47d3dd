import type { ChildProcess } from "node:child_process";
import { eventually } from "../eventually";
import type { Machine } from "../network-namespace";
import { type ConfigurationObjects, readConfigurationObjects } from "./configuration-objects";
import { readJsonLines, writeJsonLine } from "./json-lines";
import type { ManagementLayerRecord } from "./management-layer-record";
import { installProgram } from "./program";

/** What a Management Layer stand-in is started with. */
export interface ManagementLayerOptions {
  /** An environment's synthesized folder: its Configuration Layer files are read, nothing else. */
  readonly folder: string;
  /** The machine of a Host object. */
  readonly machine: (host: string) => Machine;
  /** Where Solution Control Server runs. */
  readonly solutionControlServer: Machine;
  /** By SIP Server application: the command that starts it. */
  readonly sipServers: Readonly<Record<string, readonly string[]>>;
  /** Makes the objects wrong, to see what that breaks.
   * @default - they are as synthesized */
  readonly change?: (objects: ConfigurationObjects) => ConfigurationObjects;
}

/**
 * Solution Control Server, Message Server and the Local Control Agents, as far as a switchover needs them: they do what the synthesized
 * objects say, with the timers that stand there. What the real ones do beyond what is documented is not known; where the stand-in had to
 * choose, its programs say so.
 */
export class ManagementLayer {
  private readonly agents = new Map<string, ChildProcess>();
  private server: ChildProcess | undefined;
  private readonly told: ManagementLayerRecord[] = [];

  private constructor(
    private readonly options: ManagementLayerOptions,
    private readonly objects: ConfigurationObjects,
  ) {}

  static async start(options: ManagementLayerOptions): Promise<ManagementLayer> {
    const objects = readConfigurationObjects(options.folder);
    const layer = new ManagementLayer(options, options.change?.(objects) ?? objects);
    try {
      // The agents are the hosts', and there before anything reads the objects.
      const servers = objects.applications.filter(({ name }) => options.sipServers[name] !== undefined);
      for (const { serverInfo } of servers) await layer.startAgent(serverInfo.host, objects);
      layer.startServer();
    } catch (error) {
      layer.close();
      throw error;
    }
    return layer;
  }

  /** Starts the agent of a host, as its boot does. */
  async startAgent(host: string, objects: ConfigurationObjects = this.objects): Promise<void> {
    const { ipAddress, lcaPort } = objects.hosts.find(({ name }) => name === host)!;
    const machine = this.options.machine(host);
    const child = machine.spawn([...installProgram(machine, "local-control-agent"), ipAddress, lcaPort], {}, "pipe");
    this.agents.set(host, child);
    child.stderr!.pipe(process.stderr);
    await new Promise<void>((resolve, reject) => {
      child.stdout!.once("data", () => resolve());
      child.once("exit", (code) => reject(new Error(`the agent of ${host} ended: ${code}`)));
    });
  }

  private startServer(): void {
    const machine = this.options.solutionControlServer;
    const child = machine.spawn(installProgram(machine, "solution-control-server"), {}, "pipe");
    this.server = child;
    child.stderr!.pipe(process.stderr);
    readJsonLines<ManagementLayerRecord>(child.stdout!, (record) => this.told.push(record));
    writeJsonLine(child.stdin!, [this.objects, { sipServers: this.options.sipServers }]);
  }

  /** Has the pair of an application switch over, as an operator does. */
  switchOver(application: string): void {
    writeJsonLine(this.server!.stdin!, application);
  }

  /** Ends Message Server, or starts it again. */
  setMessageServer(runs: boolean): void {
    writeJsonLine(this.server!.stdin!, runs);
  }

  /** All that happened so far, or after a moment. */
  records(since = 0): ManagementLayerRecord[] {
    return this.told.filter(({ at }) => at >= since);
  }

  /** The records of a kind. */
  all<Kind extends ManagementLayerRecord["kind"]>(
    kind: Kind,
    since = 0,
  ): Extract<ManagementLayerRecord, { kind: Kind }>[] {
    return this.records(since).filter((record) => record.kind === kind) as never;
  }

  /** Waits until the alarms of the last time are cleared: while one is active it starts nothing, which docs/control-script.md tells. */
  async untilNoAlarm(): Promise<void> {
    const active = () => {
      const last = new Map(this.all("alarm").map(({ condition, is }) => [condition, is]));
      return [...last].filter(([, is]) => is === "raised").map(([condition]) => condition);
    };
    await eventually(
      () => active().length === 0,
      10_000,
      () => `still active: ${active().join(", ")}`,
    );
  }

  /** Waits for a record. */
  async until(condition: (record: ManagementLayerRecord) => boolean, since = 0, milliseconds = 10_000): Promise<void> {
    await eventually(() => this.records(since).some(condition), milliseconds);
  }

  /** What it did after a moment, for people: a record a line, with the milliseconds since then. */
  account(since: number): string {
    return this.records(since)
      .map(({ at, ...record }) => `${(at - since).toFixed(0).padStart(7)} ms  ${JSON.stringify(record)}`)
      .join("\n");
  }

  close(): void {
    // Each of them ends with its input, and takes along what it started.
    for (const child of [this.server, ...this.agents.values()]) child?.stdin?.destroy();
  }
}
