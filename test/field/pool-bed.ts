import type { ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { environmentFromFile } from "../../lib/input/environment-file";
import { prefixLength } from "../../lib/model/address";
import { managementAddress } from "../../lib/model/host";
import type { SipServerPair } from "../../lib/model/pair";
import type { Topology } from "../../lib/model/topology";
import { proxiedPairs } from "../../lib/options/sip-proxy/model";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { eventually } from "../eventually";
import { type Machine, type MachineOptions, NetworkBed } from "../network-namespace";
import { temporaryFolder } from "../temporary-folder";
import { type ProxySettings, proxySettings, startKamailio } from "./kamailio-sip-proxy";
import { NameServer } from "./name-server";
import { started } from "./probe";
import { installProgram } from "./program";
import { PROBE_INTERVAL, type SipProbe } from "./sip-probe";

const NAME_SERVER = "10.120.0.53";
const CLIENT = "10.120.0.200";
const SCENARIO = "/usr/lib/field/sip-answers.xml";

/** A pool of proxies as an environment describes it: two subnets with a router, two servers, the proxies, a name server, and a client that asks the name server. */
export class PoolBed {
  private readonly servers = new Map<string, ChildProcess>();
  private nameServer: NameServer | undefined;

  private constructor(
    readonly topology: Topology,
    /** The folder into which the environment was synthesized. */
    readonly folder: string,
    readonly settings: readonly ProxySettings[],
    private readonly bed: NetworkBed,
  ) {}

  static async open(environment: string): Promise<PoolBed> {
    const home = temporaryFolder();
    const file = join(home, "environment.yaml");
    writeFileSync(file, environment);
    const root = newRoot();
    const { topology } = environmentFromFile(root, file).ready();
    synthesize(root, join(home, "cdktf.out"));
    const folder = join(home, "cdktf.out/stacks", topology.environment);
    const bed = new PoolBed(topology, folder, proxySettings(folder), await NetworkBed.open(machines(topology)));
    try {
      await bed.start();
    } catch (error) {
      bed.close();
      throw error;
    }
    return bed;
  }

  private async start(): Promise<void> {
    await this.machine("router").shell("echo 1 >/proc/sys/net/ipv4/ip_forward");
    const names = [...this.topology.hosts.keys(), "client", "name-server"];
    for (const name of names) await this.machine(name).shell(`ip route add default via ${this.gatewayOf(name)}`);
    this.nameServer = await NameServer.start(this.machine("name-server"), NAME_SERVER, this.folder);
    for (const name of names) this.machine(name).write("/etc/resolv.conf", `nameserver ${NAME_SERVER}\n`, 0o644);
    await Promise.all(this.settings[0]!.members.map(({ application }) => this.startServer(application)));
    for (const settings of this.settings) await startKamailio(this.machine(settings.host), settings);
  }

  private gatewayOf(name: string): string {
    const host = this.topology.hosts.get(name);
    return this.topology.networks.get(host?.interfaces[0]?.network ?? "voice")!.gateway!;
  }

  machine(name: string): Machine {
    return this.bed.machine(name);
  }

  get client(): Machine {
    return this.machine("client");
  }

  /** Starts a SIP Server, as backup. */
  async startServer(application: string): Promise<void> {
    const { address, port } = this.settings[0]!.members.find((one) => one.application === application)!;
    const machine = this.machine(this.hostOf(application));
    machine.write(SCENARIO, readFileSync(join(__dirname, "sip-answers.xml"), "utf8"), 0o644);
    this.servers.set(
      application,
      await started(machine, [...installProgram(machine, "sip-server"), address, port, SCENARIO, application]),
    );
  }

  /** Assigns a role, as the Management Layer does. */
  assign(application: string, role: "primary" | "backup"): void {
    this.servers.get(application)!.stdin!.write(`${role}\n`);
  }

  /** Kills the server's process. */
  async killServer(application: string): Promise<void> {
    const child = this.servers.get(application)!;
    const end = new Promise((resolve) => child.once("close", resolve));
    // The program ends when its sipp ends.
    await this.machine(this.hostOf(application)).shell("pkill -9 -x sipp");
    await end;
  }

  async powerOff(application: string): Promise<void> {
    await this.machine(this.hostOf(application)).powerOff();
  }

  /** Brings the host back, and starts its server. */
  async powerOn(application: string): Promise<void> {
    const host = this.hostOf(application);
    this.machine(host).powerOn();
    await this.machine(host).shell(`ip route add default via ${this.gatewayOf(host)}`);
    await this.startServer(application);
  }

  async stopProxy(application: string): Promise<void> {
    const { host } = this.settings.find((one) => one.application === application)!;
    await this.machine(host).shell("pkill -9 -x kamailio");
  }

  /** The pair with that server as primary. */
  pairWithPrimary(application: string): SipServerPair {
    const pair = this.topology.pairs.get("inbound")!;
    const { primary, backup } = pair;
    return primary.application === application ? pair : { ...pair, primary: backup, backup: primary };
  }

  hostOf(application: string): string {
    const { primary, backup } = this.topology.pairs.get("inbound")!;
    return [primary, backup].find((one) => one.application === application)!.host;
  }

  /** Sends requests through a proxy all the time while something happens; returns the outcome of each request. */
  async probe({ address, port }: ProxySettings, happens: () => Promise<unknown>): Promise<readonly SipProbe[]> {
    const { fqdn } = proxiedPairs(this.topology)[0]!.highAvailability;
    const words = [CLIENT, address, port, fqdn, String(PROBE_INTERVAL)];
    const child = await started(this.client, [...installProgram(this.client, "sip-prober"), ...words]);
    let text = "";
    child.stdout!.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    const end = new Promise((resolve) => child.once("close", resolve));
    await happens();
    child.stdin!.end();
    await end;
    return JSON.parse(text);
  }

  /** Waits until a proxy forwards requests to a server. */
  async serves(settings: ProxySettings): Promise<void> {
    await eventually(async () => (await this.probe(settings, () => sleep(200))).at(-1)?.answered === true, 10_000);
  }

  close(): void {
    this.nameServer?.stop();
    this.bed.close();
  }
}

function machines({ hosts, networks }: Topology): MachineOptions[] {
  const on = (network: string, address: string) => ({
    network,
    address: `${address}/${prefixLength(networks.get(network)!.cidr)}`,
  });
  const used = [...hosts.values()].map((host): MachineOptions => {
    const [{ name, network }] = host.interfaces as [(typeof host.interfaces)[number]];
    return { name: host.name, interfaces: { [name]: on(network, managementAddress(host)) } };
  });
  const gateways = [...networks.values()].map(
    ({ name, gateway }, index) => [`eth${index}`, on(name, gateway!)] as const,
  );
  return [
    ...used,
    { name: "router", interfaces: Object.fromEntries(gateways) },
    { name: "name-server", interfaces: { eth0: on("voice", NAME_SERVER) } },
    { name: "client", interfaces: { eth0: on("voice", CLIENT) } },
  ];
}
