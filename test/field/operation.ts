import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interfaceOn } from "../../lib/model/host";
import type { SipServerPair } from "../../lib/model/pair";
import { takeoverPairs } from "../../lib/options/ip-address-takeover/model";
import { eventually } from "../eventually";
import type { Machine } from "../network-namespace";
import { type AddressChange, AddressWatch } from "./address-watch";
import { optionSections } from "./configuration-objects";
import { FIELD_NEEDS, Field } from "./field";
import { ManagementLayer } from "./management-layer";
import { now } from "./monotonic-time";
import { type Prediction, predict, predictOutage, type Tried } from "./prediction";
import { allowForeignAddresses, type ProbeRecord } from "./probe";
import { installProgram } from "./program";
import type { Observation } from "./seen-events";

/** How far back the report of a failure goes, in milliseconds. */
const RECENT = 5_000;
/** The control script of the pair. */
export const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const SCENARIO = "/usr/lib/field/sip-answers.xml";

/** What the computer needs to have to run a pair in operation. */
export const OPERATION_NEEDS = { ...FIELD_NEEDS, tools: [...FIELD_NEEDS.tools, "chrt", "pgrep", "pkill", "sipp"] };

/** A SIP Server of the pair, and its host. */
export interface Side {
  readonly application: string;
  readonly host: string;
}

/** A pair in operation: deployed by Terraform, under a Management Layer, with SIP Servers that answer. */
export class Operation {
  private readonly changes: AddressChange[] = [];
  private readonly predictions = new Map<string, Prediction>();
  private readonly watches = new Map<string, AddressWatch>();

  private constructor(
    readonly field: Field,
    readonly layer: ManagementLayer,
    readonly virtualIp: string,
    private readonly sides: readonly [Side, Side],
    private readonly network: string,
  ) {}

  static async open(environment: string): Promise<Operation> {
    const field = await Field.open(environment);
    try {
      await field.deploy();
      const pair = takeoverPairs(field.topology)[0]!;
      const { virtualIp, network } = pair.highAvailability;
      const servers = [pair.primary, pair.backup] as const;
      const command = async ({ application, host }: Side) => {
        const machine = field.machine(host);
        await allowForeignAddresses(machine);
        machine.write(SCENARIO, readFileSync(join(__dirname, "sip-answers.xml"), "utf8"), 0o644);
        const sip = interfaceOn(field.topology.hosts.get(host)!, network)!.name;
        const watched = monitorsSip(field, application) ? [sip] : [];
        return [
          ...installProgram(machine, "sip-server"),
          virtualIp,
          String(pair.sip.port),
          SCENARIO,
          application,
          ...watched,
        ];
      };
      const sipServers = Object.fromEntries(
        await Promise.all(servers.map(async (server) => [server.application, await command(server)] as const)),
      );
      const layer = await ManagementLayer.start({
        folder: field.folder,
        machine: (host) => field.machine(host),
        solutionControlServer: field.machine(field.topology.managementLayer.solutionControlServer.host),
        sipServers,
      });
      const operation = new Operation(field, layer, virtualIp, servers, network);
      for (const { host } of servers) operation.watch(host);
      await operation.settled(pair.primary.host);
      return operation;
    } catch (error) {
      field.close();
      throw error;
    }
  }

  get client(): Machine {
    return this.field.machine("client");
  }

  get target(): string {
    return `${this.virtualIp}:5060`;
  }

  machine(host: string): Machine {
    return this.field.machine(host);
  }

  /** The side that has the virtual IP, and the side that would take it over. */
  async activeAndStandby(): Promise<readonly [Side, Side]> {
    const [first, second] = this.sides;
    const holders = await this.field.holders(this.virtualIp);
    if (holders.length !== 1) throw new Error(`the virtual IP is on ${holders.join(" and ") || "no host"}`);
    return holders[0] === first.host ? [first, second] : [second, first];
  }

  /** The interface of a host that gets the virtual IP. */
  sipInterface(host: string): string {
    return interfaceOn(this.field.topology.hosts.get(host)!, this.network)!.name;
  }

  /** The hardware address of that interface, which neighbours send to. */
  hardwareAddress(host: string): string {
    return this.machine(host).hardwareAddress(this.sipInterface(host));
  }

  /** Waits until one host, and no other, holds the virtual IP. */
  async settled(host: string, milliseconds = 10_000): Promise<void> {
    const since = now() - RECENT;
    let holders: readonly string[] = [];
    const isSettled = async () => {
      holders = await this.field.holders(this.virtualIp);
      return holders.join() === host;
    };
    const account = () =>
      `the virtual IP should be on ${host} alone, and is on ${holders.join(" and ") || "no host"}; what the Management Layer did lately:\n${this.layer.account(since)}`;
    await eventually(isSettled, milliseconds, account);
  }

  /** Ends every process of the SIP Server of a host, and no other process there. */
  async killSipServer(host: string): Promise<void> {
    // The pattern does not match the shell that runs this command.
    await this.machine(host).shell("pkill -9 -f '/usr/lib/field/[s]ip-server.cjs'; pkill -9 '^sipp$'; true");
  }

  /** Pulls a cable of a host, or plugs it in again. */
  cable(host: string, network: "sip" | "management", plugged: boolean): void {
    const { managementInterface } = this.field.topology.hosts.get(host)!;
    this.machine(host).cable(network === "sip" ? this.sipInterface(host) : managementInterface, plugged);
  }

  async powerOff(host: string): Promise<void> {
    await this.machine(host).powerOff();
  }

  /** Boots the host: first its units, then its agent, which does not know any server yet. */
  async powerOn(host: string): Promise<void> {
    this.machine(host).powerOn();
    await this.machine(host).boot();
    this.watch(host);
    await this.layer.startAgent(host);
  }

  private watch(host: string): void {
    const tell = (change: AddressChange) => this.changes.push(change);
    this.watches.set(host, AddressWatch.on(this.machine(host), this.virtualIp, tell));
  }

  /** What the simulator predicts for a scenario in which the given side serves at first. */
  predict(tried: Tried, active: Side): Prediction {
    const key = `${tried.name} ${active.application}`;
    const known = this.predictions.get(key) ?? predict(this.field.topology, this.pairWithPrimary(active), tried);
    this.predictions.set(key, known);
    return known;
  }

  /** The same for a scenario in which the order of events is open. */
  predictOutage(tried: Tried, active: Side): Prediction {
    return predictOutage(this.field.topology, this.pairWithPrimary(active), tried);
  }

  /** The pair with the serving side as primary, whatever was declared: a switchover swaps the two sides in everything. */
  private pairWithPrimary({ application }: Side): SipServerPair {
    const pair = takeoverPairs(this.field.topology)[0]!;
    const { primary, backup } = pair;
    return primary.application === application ? pair : { ...pair, primary: backup, backup: primary };
  }

  /** What was seen since a moment. */
  observed(since: number, probe?: ProbeRecord): Observation {
    const hosts = new Map(this.sides.map(({ host }) => [this.hardwareAddress(host), host]));
    return { since, records: this.layer.records(since), changes: this.changes, probe, hosts };
  }

  close(): void {
    this.layer.close();
    for (const watch of this.watches.values()) watch.stop();
    this.field.close();
  }
}

/** Whether the synthesized options of the application enable SIP traffic monitoring. */
function monitorsSip(field: Field, application: string): boolean {
  const text = readFileSync(join(field.folder, `configuration-layer/options/${application}.cfg`), "utf8");
  return optionSections(text).TServer?.["sip-pass-check"] === "true";
}
