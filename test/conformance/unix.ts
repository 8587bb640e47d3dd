import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import type { Machine, NetworkBed, Outcome } from "../network-namespace";
import { LOG, SCRIPT, VIRTUAL_IP } from "../takeover-bed";
import { INTERFACES, openUnixBed, type StandInShell, UNIX_NEEDS, unixScript } from "../unix-bed";
import type { ConformanceHost, ConformanceSystem, Fault, RunOptions } from "./host";

const OWN = "10.120.0.11/24";
const LOCK = "/var/run/sip-ha/inbound.lock";
const AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** How each fault is made, and how it is put right: lines of shell. */
const FAULTS: Readonly<Partial<Record<Fault, readonly [string, string]>>> = {
  "tool-missing": ["mv /usr/sbin/arp /usr/sbin/arp.away", "mv /usr/sbin/arp.away /usr/sbin/arp"],
  "interface-missing": [
    "ip link set eth1 down; ip link set eth1 name away",
    "ip link set away name eth1; ip link set eth1 up",
  ],
  "own-address-missing": [`ip address delete ${OWN} dev eth1`, `ip address add ${OWN} broadcast + dev eth1`],
  misplaced: [
    `ip address add ${VIRTUAL_IP}/32 dev eth0`,
    `[ "$(ip -o address show to ${VIRTUAL_IP} dev eth0)" ]; ip address delete ${VIRTUAL_IP}/32 dev eth0`,
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
  // Another run: a process whose arguments are those of one.
  "lock-held": [
    `mkdir -p ${LOCK}; bash -c 'exec -a "/usr/bin/ksh ${SCRIPT} up" sleep 60' >/dev/null 2>&1 & echo $! >/tmp/holder; sleep 0.2; : >${LOCK}/number.1.$(cat /tmp/holder)`,
    "kill $(cat /tmp/holder)",
  ],
};

class UnixHost implements ConformanceHost {
  constructor(
    private readonly bed: NetworkBed,
    private readonly system: UnixSystem,
  ) {}

  get interfaceName(): string {
    return INTERFACES[this.system.name][1];
  }

  private get machine(): Machine {
    return this.bed.machine("sip-a");
  }

  async install(settings: Partial<IpAddressTakeover>): Promise<void> {
    this.machine.write(SCRIPT, unixScript(this.system, { takeover: settings }));
  }

  async reset(): Promise<void> {
    await this.install({});
    await this.setAddress("peer", false);
    await this.run(["down"]);
    await this.machine.shell("rm -rf /var/run/sip-ha /var/log/sip-ha");
  }

  async run(words: readonly string[], { environment = {}, unprivileged = false }: RunOptions = {}): Promise<Outcome> {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const outcome = await this.machine.run([...(unprivileged ? AS_NOBODY : []), "env", ...variables, SCRIPT, ...words]);
    // Debian's mksh has a word of its own on locales that are not installed.
    return { ...outcome, stderr: outcome.stderr.replaceAll(/^W: .*setlocale: .*\n/gm, "") };
  }

  async runKilled(words: readonly string[], milliseconds: number): Promise<void> {
    const nap = (milliseconds / 1_000).toFixed(3);
    await this.machine.shell(
      `${SCRIPT} ${words.join(" ")} >/dev/null 2>&1 & pid=$!; sleep ${nap}; kill -9 $pid; wait $pid || true`,
    );
  }

  async holds(): Promise<boolean> {
    return (await this.machine.shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)) !== "";
  }

  async hasOwnAddress(): Promise<boolean> {
    return (await this.machine.addresses("eth1"))[0] === OWN;
  }

  async setAddress(which: "host" | "peer", on: boolean): Promise<void> {
    if (which === "peer") {
      await this.bed
        .machine("sip-b")
        .shell(`ip address ${on ? "add" : "delete"} ${VIRTUAL_IP}/24 dev eth1 2>/dev/null || true`);
      return;
    }
    const name = this.interfaceName;
    const words =
      this.system.name === "AIX"
        ? `${name} inet ${VIRTUAL_IP} netmask 255.255.255.0 alias`
        : `${name} addif ${VIRTUAL_IP} netmask 255.255.255.0 broadcast + up`;
    await this.machine.shell(on ? `/usr/sbin/ifconfig ${words}; sleep 0.8` : `${SCRIPT} down`);
  }

  async during<T>(fault: Fault, act: () => Promise<T>): Promise<T> {
    const [make, mend] = FAULTS[fault]!;
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
): ConformanceSystem {
  return {
    name: `${system.name} under ${shell}`,
    needs: UNIX_NEEDS,
    open: async () => new UnixHost(await openUnixBed(system, shell), system),
    duplicate,
    says: {
      toolMissing: `inbound-vip: /usr/sbin/arp is not there, though it is a part of ${system.name}\n`,
      unprivileged: "inbound-vip: this needs root's rights: run it as root or through sudo\n",
      lockLinked: `inbound-vip: ${LOCK} is not a folder of root: remove it\n`,
    },
    killedAfter: [10, 40, 90],
    runsAtOnce: 5,
    runMilliseconds: 3_500,
    impossible: { "label-too-long": "its logical interfaces and aliases have no labels" },
  };
}
