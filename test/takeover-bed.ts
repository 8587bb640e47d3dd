import { controlScript } from "../lib/options/ip-address-takeover/linux/control-script";
import { type TakeoverSide, takeoverSide } from "../lib/options/ip-address-takeover/model";
import { textOf } from "../lib/text/file-text";
import { BED_TOOLS, type Machine, NetworkBed, type Outcome } from "./network-namespace";
import { type SampleOverrides, samplePair, sampleTopology } from "./sample-topology";

export const VIRTUAL_IP = "10.120.0.10";
export const LOG = "/var/log/sip-ha/inbound-vip.log";
export const SCRIPT = "/opt/sip-ha/inbound-vip";

/** What the control scripts need on the computer that runs the tests. */
export const NEEDS = {
  root: true,
  tools: [...BED_TOOLS, "arping", "flock", "pkill", "tcpdump", "timeout"],
} as const;

/** The two sides of the sample's pair. */
export function sides(overrides: SampleOverrides = {}): { readonly a: TakeoverSide; readonly b: TakeoverSide } {
  const topology = sampleTopology(overrides);
  const pair = samplePair(topology);
  return { a: takeoverSide(topology, pair, pair.primary), b: takeoverSide(topology, pair, pair.backup) };
}

/** Ends what earlier runs have left in the background: an announcement may write its line to the log up to a second after it was silenced. */
export async function endAnnouncements(machine: Machine): Promise<void> {
  const { code, stderr } = await machine.run(["pkill", "-KILL", "-f", `${SCRIPT} `]);
  // The code is 1 if there was none.
  if (code > 1) throw new Error(`announcements cannot be ended: ${stderr}`);
}

/** One of the two hosts, with its control script. */
export class SipServerHost {
  constructor(readonly machine: Machine) {}

  /** Runs the control script, with its own interpreter or with the given shell. */
  vip(command: string, shell: readonly string[] = []): Promise<Outcome> {
    return this.machine.run([...shell, SCRIPT, command]);
  }

  /** Whether the kernel has the virtual IP; does not use the script. */
  async holds(): Promise<boolean> {
    return (await this.machine.shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)) !== "";
  }

  /** Runs something while a tool of this machine is missing, or is replaced by another program. */
  async without<T>(tool: string, run: () => Promise<T>, instead?: string): Promise<T> {
    const each = (from: string, to: string) =>
      `for folder in /usr/sbin /usr/bin; do f=$folder/${tool}; if [ -e "$f${from}" ] || [ -L "$f${from}" ]; then mv -f "$f${from}" "$f${to}"; fi; done`;
    await this.machine.shell(each("", ".away"));
    if (instead !== undefined) this.machine.write(`/usr/bin/${tool}`, instead);
    try {
      return await run();
    } finally {
      await this.machine.shell(`rm -f /usr/bin/${tool}; ${each(".away", "")}`);
    }
  }

  log(): string {
    return this.machine.exists(LOG) ? this.machine.read(LOG) : "";
  }
}

/** The sample's machines with the control scripts of its pair. */
export class TakeoverBed {
  bed!: NetworkBed;
  a!: SipServerHost;
  b!: SipServerHost;
  client!: Machine;
  router!: Machine;

  static async open(overrides: SampleOverrides = {}): Promise<TakeoverBed> {
    const opened = new TakeoverBed();
    await opened.open(overrides);
    return opened;
  }

  /** Starts the machines; before that there are none. */
  async open(overrides: SampleOverrides = {}): Promise<void> {
    this.bed = await NetworkBed.open();
    this.a = new SipServerHost(this.bed.machine("sip-a"));
    this.b = new SipServerHost(this.bed.machine("sip-b"));
    this.client = this.bed.machine("client");
    this.router = this.bed.machine("router");
    this.generate(overrides);
  }

  /** Replaces the scripts by scripts that are generated with other settings. */
  generate(overrides: SampleOverrides): void {
    const generated = sides(overrides);
    this.a.machine.write(SCRIPT, textOf(controlScript(generated.a)));
    this.b.machine.write(SCRIPT, textOf(controlScript(generated.b)));
  }

  /** Takes the virtual IP off both hosts and removes their logs. The settings are the sample's again, or the given ones. */
  async reset(overrides: SampleOverrides = {}): Promise<void> {
    this.generate(overrides);
    for (const host of [this.a, this.b]) {
      await host.vip("down");
      await endAnnouncements(host.machine);
      await host.machine.shell("rm -rf /var/log/sip-ha");
    }
  }

  /** May also be called if the bed could not be opened. */
  close(): void {
    this.bed?.close();
  }
}
