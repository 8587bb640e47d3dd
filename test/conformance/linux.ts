import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import type { Outcome } from "../network-namespace";
import { NEEDS, SCRIPT, type SipServerHost, TakeoverBed, VIRTUAL_IP } from "../takeover-bed";
import type { ConformanceHost, ConformanceSystem, Fault, RunOptions } from "./host";

const OWN = "10.120.0.11/24";
const LOCK = "/run/sip-ha/inbound.lock";
const AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** How each fault is made and repaired: lines of shell. */
const FAULTS: Readonly<Partial<Record<Fault, readonly [string, string]>>> = {
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
  "lock-linked": [
    `mkdir -p /run/sip-ha; rm -f ${LOCK}; echo precious >/tmp/file; ln -s /tmp/file ${LOCK}`,
    `rm -f ${LOCK}; [ "$(cat /tmp/file)" = precious ]`,
  ],
  "lock-held": [
    `mkdir -p /run/sip-ha; sh -c 'exec 9>>${LOCK}; flock 9; exec sleep 60' >/dev/null 2>&1 & echo $! >/tmp/holder
    while [ ! -e ${LOCK} ] || flock -n ${LOCK} true; do sleep 0.02; done`,
    "kill $(cat /tmp/holder)",
  ],
  "label-too-long": [`sed -i "s/^LABEL='eth1:sip'$/LABEL='eth1:far-too-long'/" ${SCRIPT}`, "true"],
};

class LinuxHost implements ConformanceHost {
  readonly interfaceName = "eth1";

  constructor(private readonly bed: TakeoverBed) {}

  private get host(): SipServerHost {
    return this.bed.a;
  }

  async install(settings: Partial<IpAddressTakeover>): Promise<void> {
    this.bed.generate({ takeover: settings });
  }

  async reset(): Promise<void> {
    await this.setAddress("peer", false);
    await this.bed.reset();
    await this.host.machine.shell("rm -rf /run/sip-ha/*");
  }

  run(words: readonly string[], { environment = {}, unprivileged = false }: RunOptions = {}): Promise<Outcome> {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    return this.host.machine.run([...(unprivileged ? AS_NOBODY : []), "env", ...variables, SCRIPT, ...words]);
  }

  async runKilled(words: readonly string[], milliseconds: number): Promise<void> {
    await this.host.machine.runKilled(`${SCRIPT} ${words.join(" ")}`, milliseconds);
  }

  holds(): Promise<boolean> {
    return this.host.holds();
  }

  async hasOwnAddress(): Promise<boolean> {
    return (await this.host.machine.addresses("eth1"))[0] === OWN;
  }

  async setAddress(which: "host" | "peer", on: boolean): Promise<void> {
    const { machine } = which === "host" ? this.host : this.bed.b;
    await machine.shell(`ip address ${on ? "add" : "delete"} ${VIRTUAL_IP}/24 dev eth1 2>/dev/null || true`);
  }

  async during<T>(fault: Fault, act: () => Promise<T>): Promise<T> {
    if (fault === "tool-missing") return this.host.without("arping", act);
    if (fault === "clock-stopped") return this.host.without("date", act, "#!/bin/sh\necho 1970-01-01T00:00:00Z\n");
    const [make, mend] = FAULTS[fault]!;
    await this.host.machine.shell(make);
    try {
      return await act();
    } finally {
      await this.host.machine.shell(mend);
    }
  }

  async log(): Promise<string> {
    return this.host.log();
  }

  close(): void {
    this.bed.close();
  }
}

export const linux: ConformanceSystem = {
  name: "Linux",
  needs: NEEDS,
  open: async () => new LinuxHost(await TakeoverBed.open()),
  duplicate: "held",
  says: {
    toolMissing: "inbound-vip: arping is not installed: Debian package iputils-arping, Red Hat package iputils\n",
    unprivileged: "inbound-vip: this needs root's rights: run it as root or through sudo\n",
    lockLinked: `inbound-vip: ${LOCK} is not a file of root: remove it\n`,
  },
  killedAfter: Array.from({ length: 15 }, (_, index) => 2 + 3 * index),
  runsAtOnce: 20,
  runMilliseconds: 1_000,
  impossible: {},
};
