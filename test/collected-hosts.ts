import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { stringify } from "yaml";
import { sipHa } from "./command";
import { driftOf } from "./drift-command";
import { addressesAreSettled, type Machine, NetworkBed } from "./network-namespace";
import { temporaryFolder } from "./temporary-folder";

/** The two hosts whose facts are collected. */
export const HOSTS = ["sip-a", "sip-b"] as const;

/** The two Linux hosts of the sample on a test bed, deployed as an environment file declares them, and what drift finds on them. */
export class CollectedHosts {
  private readonly folder = temporaryFolder();
  private readonly out = join(this.folder, "out");

  private constructor(readonly bed: NetworkBed) {}

  /**
   * Deploys with the real installers.
   *
   * @param declaration the content of the environment file
   * @param prepare what to do on each host before
   */
  static async open(
    declaration: unknown,
    prepare: (machine: Machine) => Promise<void> = async () => {},
  ): Promise<CollectedHosts> {
    const hosts = new CollectedHosts(await NetworkBed.open());
    try {
      await hosts.deployAll(declaration, prepare);
    } catch (error) {
      hosts.close();
      throw error;
    }
    return hosts;
  }

  private async deployAll(declaration: unknown, prepare: (machine: Machine) => Promise<void>): Promise<void> {
    const file = join(this.folder, "staging.yaml");
    writeFileSync(file, stringify(declaration));
    expect(sipHa("synth", file, "--out", this.out)).toMatchObject({ code: 0 });
    expect(sipHa("facts", file, "--out", join(this.folder, "facts"))).toMatchObject({ code: 0 });
    for (const name of HOSTS) {
      await prepare(this.machine(name));
      await this.deploy(this.machine(name));
    }
    for (const name of HOSTS) await addressesAreSettled(this.machine(name));
  }

  private async deploy(machine: Machine): Promise<void> {
    await machine.shell("id genesys 2>/dev/null || { groupadd genesys && useradd -g genesys genesys; }");
    const files = join(this.out, "stacks/staging/hosts", machine.name);
    for (const name of readdirSync(files))
      machine.write(`/tmp/upload/${name}`, readFileSync(join(files, name), "utf8"), 0o644);
    await machine.shell("sh /tmp/upload/deploy install aaa1");
  }

  machine(name: string): Machine {
    return this.bed.machine(name);
  }

  collector(name: string): string {
    return readFileSync(join(this.folder, "facts/staging", `${name}.collector.sh`), "utf8");
  }

  /** The current facts of a host. */
  async collect(name: string, shell = ["sh"]): Promise<string> {
    const machine = this.machine(name);
    machine.write("/tmp/collector", this.collector(name), 0o644);
    const { code, stdout, stderr } = await machine.run([...shell, "/tmp/collector"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  }

  /** What drift finds on the two hosts as they are now. */
  async drift(change: (text: string) => string = (text) => text) {
    const facts: Record<string, string> = {};
    for (const name of HOSTS) facts[`staging/${name}.facts`] = change(await this.collect(name));
    return driftOf(this.out, facts);
  }

  close(): void {
    this.bed.close();
  }
}
