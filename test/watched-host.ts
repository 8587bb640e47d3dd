import type { ChildProcess } from "node:child_process";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach } from "vitest";
import { watchdog } from "../lib/options/ip-address-takeover/linux/watchdog";
import { textOf } from "../lib/text/file-text";
import { bedOfTests } from "./bed-of-tests";
import { eventually } from "./eventually";
import type { SampleOverrides } from "./sample-topology";
import { NEEDS, SCRIPT, sides, type TakeoverBed } from "./takeover-bed";

/** What a host with a watchdog needs. */
export const WATCHED_NEEDS = { ...NEEDS, tools: [...NEEDS.tools, "ping"] };

const CABLES = [
  ["sip-a", "eth0"],
  ["sip-a", "eth1"],
  ["sip-b", "eth1"],
  ["mgmt-1", "eth0"],
] as const;

/** The watchdog program that such a host runs. */
export const WATCHDOG = `${SCRIPT}-watchdog`;

const TOKEN = "/run/sip-ha/inbound.token";
const RELEASED = "/run/sip-ha/inbound.released";

/** The host sip-a of a test bed, whose watchdog runs once a test has started it. Each `describe` has one, which opens and closes the bed. */
export class WatchedHost {
  readonly bed: TakeoverBed;
  private running: ChildProcess | undefined;

  constructor(settings: SampleOverrides) {
    this.bed = bedOfTests(settings);
    beforeEach(() => this.install(settings));
    afterEach(async () => {
      for (const [machine, name] of CABLES) this.bed.bed.cable(machine, name, true);
      await this.end();
      await sleep(300);
    });
  }

  /** Installs a watchdog with these settings; it takes effect at the next start. */
  install(settings: SampleOverrides): void {
    const { a } = sides({ ...settings, hosts: { "sip-a": { installDirectory: dirname(SCRIPT) } } });
    this.bed.a.machine.write(WATCHDOG, textOf(watchdog(a)!.script));
  }

  /** Starts the watchdog and waits until it runs: a watchdog that does not run would pass every test that it does nothing. */
  async start(): Promise<void> {
    const starts = () => this.bed.a.log().split("started on sip-a").length;
    const before = starts();
    this.running = this.bed.a.machine.spawn([WATCHDOG]);
    await eventually(() => starts() > before);
  }

  /** Ends the watchdog and starts it again, as systemd would. */
  async restart(): Promise<void> {
    await this.end();
    await this.start();
  }

  private async end(): Promise<void> {
    this.running?.kill("SIGKILL");
    await this.bed.a.machine.run(["pkill", "-KILL", "-f", "inbound-vip-watchdo[g]"]);
  }

  isolate(...names: readonly ("eth0" | "eth1")[]): void {
    for (const name of names) this.bed.bed.cable("sip-a", name, false);
  }

  heal(...names: readonly ("eth0" | "eth1")[]): void {
    for (const name of names) this.bed.bed.cable("sip-a", name, true);
  }

  /** Cuts the host off until the watchdog has released the virtual IP, and has recorded that this run released it. */
  async release(): Promise<void> {
    const { machine } = this.bed.a;
    await this.bed.a.vip("up");
    await this.start();
    this.isolate("eth0", "eth1");
    await eventually(async () => !(await this.bed.a.holds()), 12_000);
    await eventually(() => machine.exists(RELEASED) && machine.read(RELEASED) === machine.read(TOKEN));
  }

  /** Waits until the watchdog has deleted the record by which it would take the virtual IP back. */
  async forgetsRelease(): Promise<void> {
    await eventually(() => this.bed.a.machine.read(RELEASED).trim() === "");
  }

  /** Waits until the watchdog has announced the virtual IP this often since the test began, each time after asking who has it. */
  async announces(times: number): Promise<void> {
    const log = () => this.bed.a.log();
    await eventually(() => log().split("announce: up -> up, exit 0").length > times, 6_000 + 6_000 * times, log);
  }

  /** Waits until the watchdog asks whether somebody else has the virtual IP. */
  async asks(): Promise<void> {
    await eventually(
      async () => (await this.bed.a.machine.run(["pgrep", "-f", "arping -f -c [2]"])).code === 0,
      12_000,
    );
  }
}
