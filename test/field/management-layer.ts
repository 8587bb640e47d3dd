import type { ChildProcess } from "node:child_process";
import { eventually } from "../eventually";
import type { Machine } from "../network-namespace";
import { type ConfigurationObjects, readConfigurationObjects } from "./configuration-objects";
import { readJsonLines, writeJsonLine } from "./json-lines";
import type { ManagementLayerRecord } from "./management-layer-record";
import { installProgram } from "./program";

/** The settings with which the stand-in of a Management Layer is started. */
export interface ManagementLayerOptions {
  /** The synthesized folder of an environment. Only its Configuration Layer files are read. */
  readonly folder: string;
  /** The machine of a Host object. */
  readonly machine: (host: string) => Machine;
  /** Where Solution Control Server runs. */
  readonly solutionControlServer: Machine;
  /** The command that starts each SIP Server, by application. */
  readonly sipServers: Readonly<Record<string, readonly string[]>>;
  /** Makes the objects wrong, to find out what that breaks.
   * @default - they are as synthesized */
  readonly change?: (objects: ConfigurationObjects) => ConfigurationObjects;
}

/**
 * Solution Control Server, Message Server and the Local Control Agents, as far as a switchover needs them. They do what the synthesized
 * objects say, with the timers in these objects. Beyond the documentation, it is not known what the real ones do. If the stand-in had to
 * make a choice, its programs say so.
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
      // The agents belong to the hosts, and run before anything reads the objects.
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

  /** Orders a switchover of an application's pair, as an operator does. */
  switchOver(application: string): void {
    writeJsonLine(this.server!.stdin!, application);
  }

  /** Ends Message Server, or starts it again. */
  setMessageServer(runs: boolean): void {
    writeJsonLine(this.server!.stdin!, runs);
  }

  /** Everything that has happened so far, or since a moment. */
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

  /** Waits until the alarms of the previous run are cleared: an alarm that is still active starts nothing (docs/control-script.md). */
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

  /** What the Management Layer did since a moment, for people: one record per line, with the milliseconds since that moment. */
  account(since: number): string {
    return this.records(since)
      .map(({ at, ...record }) => `${(at - since).toFixed(0).padStart(7)} ms  ${JSON.stringify(record)}`)
      .join("\n");
  }

  close(): void {
    // Each of them ends when its input ends, and ends what it has started.
    for (const child of [this.server, ...this.agents.values()]) child?.stdin?.destroy();
  }
}
