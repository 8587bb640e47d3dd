import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentFromFile } from "../../lib/input/environment-file";
import { networkAddress, prefixLength } from "../../lib/model/address";
import type { Topology } from "../../lib/model/topology";
import { takeoverPairs } from "../../lib/options/ip-address-takeover/model";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { installationTree } from "../installation-tree";
import { BED_TOOLS, type Machine, type MachineInterface, type MachineOptions, NetworkBed } from "../network-namespace";
import { Terraform, type TerraformOutcome } from "../null-provider/terraform";
import { makeHostKeyPair, makeKeyPair, startSshServer, withinNetworkOf } from "../ssh-host";
import { temporaryFolder } from "../temporary-folder";

/** What the computer of a test bed needs to have. */
export const FIELD_NEEDS = {
  root: true,
  tools: [...BED_TOOLS, "arping", "flock", "sshd", "sudo", "systemctl", "terraform", "timeout", "visudo"],
} as const;

/**
 * Hosts, networks, a router and a client, as an environment file describes them, and the folder into which the same file is synthesized.
 * The client is on the network of the virtual IP; the router has the gateway's address in every network that has one.
 */
export class Field {
  private terraform: Terraform | undefined;
  /** A new synth keeps the files that Terraform has put into the folder. */
  private isInitialized = false;

  private constructor(
    readonly home: string,
    private readonly file: string,
    readonly bed: NetworkBed,
    private current: Topology,
  ) {}

  /** Opens the bed of an environment file's text. */
  static async open(environment: string): Promise<Field> {
    const home = temporaryFolder();
    mkdirSync(join(home, "repository"));
    mkdirSync(join(home, ".ssh"));
    const file = join(home, "repository/environment.yaml");
    const topology = synthesized(file, environment);
    const field = new Field(home, file, await NetworkBed.open(machines(topology)), topology);
    try {
      await field.start();
    } catch (error) {
      field.close();
      throw error;
    }
    return field;
  }

  private async start(): Promise<void> {
    const { publicKey } = makeKeyPair(join(this.home, ".ssh"), "deploy_ed25519");
    for (const { name, connection } of this.topology.hosts.values())
      if (connection !== undefined)
        await startSshServer(this.machine(name), makeHostKeyPair(this.home, name), publicKey);
    const { host } = this.topology.managementLayer.solutionControlServer;
    this.terraform = await Terraform.start({ home: this.home, within: withinNetworkOf(this.machine(host)) });
  }

  get topology(): Topology {
    return this.current;
  }

  /** The folder into which the environment was synthesized. */
  get folder(): string {
    return join(this.home, "repository/cdktf.out/stacks", this.topology.environment);
  }

  /** A host of the environment, `client` or `router`. */
  machine(name: string): Machine {
    return this.bed.machine(name);
  }

  /** Synthesizes another environment; the machines stay as they are. */
  synthesize(environment: string): void {
    this.current = synthesized(this.file, environment);
  }

  /** Applies the synthesized stack with Terraform. */
  async deploy(): Promise<void> {
    const { code, text } = await this.apply();
    if (code !== 0) throw new Error(text);
  }

  /** The same for an apply that has to fail. Returns what it prints, without Terraform's line breaks. */
  async failToDeploy(): Promise<string> {
    const { code, text } = await this.apply();
    if (code !== 1) throw new Error(`${code}: ${text}`);
    return text.replaceAll(/\s+/g, " ");
  }

  async apply(): Promise<TerraformOutcome> {
    if (!this.isInitialized) await this.terraform!.succeed(this.folder, "init");
    this.isInitialized = true;
    return this.terraform!.run(this.folder, "apply", "-auto-approve");
  }

  /** Runs a plan: exit code 0 if there is nothing to do, otherwise 2. */
  async plan(): Promise<TerraformOutcome> {
    return this.terraform!.run(this.folder, "plan", "-detailed-exitcode");
  }

  /** The hosts whose kernel has an address; does not use any script. */
  async holders(address: string): Promise<string[]> {
    const hosts = [...this.topology.hosts.keys()];
    const found = await Promise.all(
      hosts.map((host) => this.machine(host).shell(`ip -o -4 address show to ${address}/32`)),
    );
    return hosts.filter((_, index) => found[index] !== "");
  }

  /** What is installed on a host. */
  tree(host: string): Promise<string> {
    return installationTree(this.machine(host));
  }

  close(): void {
    this.terraform?.stop();
    this.bed.close();
  }
}

function synthesized(file: string, environment: string): Topology {
  writeFileSync(file, environment);
  const root = newRoot();
  const stack = environmentFromFile(root, file);
  synthesize(root, join(file, "../cdktf.out"));
  return stack.ready().topology;
}

/** The last number of the client's address, which no host has. */
const CLIENT = 200;

function machines(topology: Topology): MachineOptions[] {
  const { hosts, networks } = topology;
  const used = [...hosts.values()].map(({ name, interfaces }): MachineOptions => {
    const own = interfaces.map(({ name: key, network, address }) => [key, on(network, address)] as const);
    return { name, interfaces: Object.fromEntries(own) };
  });
  function on(network: string, address: string): MachineInterface {
    return { network, address: `${address}/${prefixLength(networks.get(network)!.cidr)}` };
  }
  const gateways = [...networks.values()].flatMap(({ name, gateway }) =>
    gateway === undefined ? [] : [on(name, gateway)],
  );
  const voice = takeoverPairs(topology)[0]!.highAvailability.network;
  const client = networkAddress(networks.get(voice)!.cidr).replace(/\d+$/, String(CLIENT));
  return [
    ...used,
    { name: "router", interfaces: Object.fromEntries(gateways.map((one, index) => [`eth${index}`, one])) },
    { name: "client", interfaces: { eth1: on(voice, client) } },
  ];
}
