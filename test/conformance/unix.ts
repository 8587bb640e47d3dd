import type { AddressFamily } from "../../lib/model/address";
import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import { eventually } from "../eventually";
import type { Machine, NetworkBed, Outcome } from "../network-namespace";
import { endAnnouncements, LOG, SCRIPT } from "../takeover-bed";
import {
  INTERFACES,
  openUnixBed,
  type StandInShell,
  UNIX_IPV6_NEEDS,
  UNIX_NEEDS,
  unixScript,
  VOICE,
} from "../unix-bed";
import type { ConformanceHost, ConformanceSystem, Fault, RunOptions } from "./host";

/** The prefix lengths of networks and single addresses in each family, as Linux writes them. */
const LENGTHS = { ipv4: { network: 24, host: 32 }, ipv6: { network: 64, host: 128 } } as const;

/** A tool that `up` needs. */
const TOOLS = {
  Solaris: { ipv4: "/usr/sbin/arp", ipv6: "/usr/bin/netstat" },
  AIX: { ipv4: "/usr/sbin/arp", ipv6: "/usr/sbin/ndp" },
} as const;

const LOCK = "/var/run/sip-ha/inbound.lock";
const AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** How each fault is made and repaired: lines of shell. */
const faults = (
  tool: string,
  own: string,
  virtualIp: string,
): Readonly<Partial<Record<Fault, readonly [string, string]>>> => ({
  "tool-missing": [`mv ${tool} ${tool}.away`, `mv ${tool}.away ${tool}`],
  "interface-missing": [
    "ip link set eth1 down; ip link set eth1 name away",
    "ip link set away name eth1; ip link set eth1 up",
  ],
  "own-address-missing": [
    `ip address delete ${own} dev eth1`,
    `ip address add ${own} ${own.includes(":") ? "nodad" : "broadcast +"} dev eth1`,
  ],
  misplaced: [
    `ip address add ${virtualIp} dev eth0`,
    `[ "$(ip -o address show to ${virtualIp} dev eth0)" ]; ip address delete ${virtualIp} dev eth0`,
  ],
  "log-disk-full": [
    "mkdir -p /var/log/sip-ha; mount -t tmpfs -o size=4k tmpfs /var/log/sip-ha; head -c 4096 /dev/zero >/var/log/sip-ha/full",
    "[ ! -s /var/log/sip-ha/inbound-vip.log ]; umount /var/log/sip-ha",
  ],
  "clock-stopped": [
    "mv /usr/bin/date /usr/bin/date.away; printf '#!/bin/dash\\necho 1970-01-01T00:00:00Z\\n' >/usr/bin/date; chmod +x /usr/bin/date",
    "mv -f /usr/bin/date.away /usr/bin/date",
  ],
  "lock-linked": [
    `mkdir -p /var/run/sip-ha /tmp/elsewhere; rm -rf ${LOCK}; ln -s /tmp/elsewhere ${LOCK}`,
    `rm -f ${LOCK}; [ -z "$(ls -A /tmp/elsewhere)" ]`,
  ],
  // The other run is a process with the arguments of a run.
  "lock-held": [
    `mkdir -p ${LOCK}; bash -c 'exec -a "/usr/bin/ksh ${SCRIPT} up" sleep 60' >/dev/null 2>&1 & echo $! >/tmp/holder
    until grep -q '^/usr/bin/ksh' /proc/$!/cmdline; do sleep 0.02; done; : >${LOCK}/number.1.$!`,
    "kill $(cat /tmp/holder)",
  ],
});

/** The arguments of ifconfig with which somebody adds the virtual IP without the script. */
const ADD = {
  Solaris: {
    ipv4: (name: string, address: string) => `${name} addif ${address} netmask 255.255.255.0 broadcast + up`,
    ipv6: (name: string, address: string) => `${name} inet6 addif ${address}/64 up`,
  },
  AIX: {
    ipv4: (name: string, address: string) => `${name} inet ${address} netmask 255.255.255.0 alias`,
    ipv6: (name: string, address: string) => `${name} inet6 ${address}/64 alias`,
  },
} as const;

class UnixHost implements ConformanceHost {
  constructor(
    private readonly bed: NetworkBed,
    private readonly system: UnixSystem,
    private readonly family: AddressFamily,
  ) {}

  get interfaceName(): string {
    return INTERFACES[this.system.name][1];
  }

  private get virtualIp(): string {
    return VOICE[this.family].virtualIp;
  }

  private get own(): string {
    return `${VOICE[this.family].host(11)}/${LENGTHS[this.family].network}`;
  }

  private get machine(): Machine {
    return this.bed.machine("sip-a");
  }

  async install(settings: Partial<IpAddressTakeover>): Promise<void> {
    this.machine.write(SCRIPT, unixScript(this.system, { takeover: { virtualIp: this.virtualIp, ...settings } }));
  }

  async reset(): Promise<void> {
    await this.install({});
    await this.setAddress("peer", false);
    await this.run(["down"]);
    await endAnnouncements(this.machine);
    await this.machine.shell("rm -rf /var/run/sip-ha /var/log/sip-ha");
  }

  async run(words: readonly string[], { environment = {}, unprivileged = false }: RunOptions = {}): Promise<Outcome> {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const outcome = await this.machine.run([...(unprivileged ? AS_NOBODY : []), "env", ...variables, SCRIPT, ...words]);
    // Debian's mksh prints a warning of its own about locales that are not installed.
    return { ...outcome, stderr: outcome.stderr.replaceAll(/^W: .*setlocale: .*\n/gm, "") };
  }

  async runKilled(words: readonly string[], milliseconds: number): Promise<void> {
    await this.machine.runKilled(`${SCRIPT} ${words.join(" ")}`, milliseconds);
  }

  async holds(): Promise<boolean> {
    return this.has(this.virtualIp);
  }

  /** An IPv4 address has to be the first one of the interface. */
  async hasOwnAddress(): Promise<boolean> {
    if (this.family === "ipv6") return this.has(VOICE.ipv6.host(11));
    return (await this.machine.addresses("eth1"))[0] === this.own;
  }

  private async has(address: string): Promise<boolean> {
    return (await this.machine.shell(`ip -o address show dev eth1 to ${address}/${LENGTHS[this.family].host}`)) !== "";
  }

  async setAddress(which: "host" | "peer", on: boolean): Promise<void> {
    const { network } = LENGTHS[this.family];
    if (which === "peer") {
      const line = `ip address ${on ? "add" : "delete"} ${this.virtualIp}/${network} dev eth1 2>/dev/null || true`;
      await this.bed.machine("sip-b").shell(line);
      return;
    }
    const words = ADD[this.system.name][this.family](`${this.interfaceName}`, this.virtualIp);
    await this.machine.shell(on ? `/usr/sbin/ifconfig ${words}` : `${SCRIPT} down`);
    // Before the kernel uses the address, it asks whether somebody else has it.
    await eventually(async () => (await this.holds()) === on);
  }

  async during<T>(fault: Fault, act: () => Promise<T>): Promise<T> {
    const alone = `${this.virtualIp}/${LENGTHS[this.family].host}`;
    const [make, mend] = faults(TOOLS[this.system.name][this.family], this.own, alone)[fault]!;
    await this.machine.shell(make);
    try {
      return await act();
    } finally {
      await this.machine.shell(mend);
    }
  }

  async log(): Promise<string> {
    return this.machine.exists(LOG) ? this.machine.read(LOG) : "";
  }

  close(): void {
    this.bed.close();
  }
}

/** A system whose tools are stand-ins, with the shell that stands in for its own. */
export function unixConformance(
  system: UnixSystem,
  shell: StandInShell,
  duplicate: ConformanceSystem["duplicate"],
  family: AddressFamily = "ipv4",
): ConformanceSystem {
  const { virtualIp, host } = VOICE[family];
  return {
    name: `${system.name} under ${shell}${family === "ipv6" ? " with IPv6" : ""}`,
    needs: family === "ipv6" ? UNIX_IPV6_NEEDS : UNIX_NEEDS,
    open: async () => new UnixHost(await openUnixBed(system, shell, family), system, family),
    addresses: { virtualIp, ownAddress: host(11), peerAddress: host(12) },
    duplicate,
    says: {
      toolMissing: `inbound-vip: ${TOOLS[system.name][family]} is missing, though it is a part of ${system.name}\n`,
      ...(family === "ipv6" && system.name === "Solaris"
        ? { interfaceMissing: `there is no interface ${INTERFACES[system.name][1]} on this host, or it has no IPv6` }
        : {}),
      unprivileged: "inbound-vip: this needs root's rights: run it as root or through sudo\n",
      lockLinked: `inbound-vip: ${LOCK} is not a folder of root: remove it\n`,
    },
    killedAfter: [10, 40, 90],
    runsAtOnce: 5,
    runMilliseconds: 3_500,
    impossible: { "label-too-long": "its logical interfaces and aliases have no labels" },
  };
}
