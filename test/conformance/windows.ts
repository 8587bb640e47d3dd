import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import { controlScript } from "../../lib/options/ip-address-takeover/windows/control-script";
import { textOf } from "../../lib/text/file-text";
import type { NetworkBed, Outcome } from "../network-namespace";
import { DATA, INTERFACE, IPV6, IPV6_STATE, LOG, SCRIPT, STATE, windowsIpv6Sides, windowsSides } from "../wine/sample";
import { WINE_NEEDS, WineHost } from "../wine/wine-host";
import {
  type ConformanceAddresses,
  type ConformanceHost,
  type ConformanceSystem,
  type Fault,
  type RunOptions,
  SAMPLE_ADDRESSES,
} from "./host";

/** What differs between an IPv4 and an IPv6 virtual IP. */
interface Variant {
  readonly addresses: ConformanceAddresses;
  readonly prefixLength: number;
  readonly sides: typeof windowsSides;
  readonly state: Readonly<Record<string, string>>;
  /** A tool that `up` needs and `down` does not. */
  readonly tool: string;
}

const IPV4_VARIANT: Variant = {
  addresses: SAMPLE_ADDRESSES,
  prefixLength: 24,
  sides: windowsSides,
  state: STATE,
  tool: "arp",
};
const IPV6_VARIANT: Variant = {
  addresses: IPV6,
  prefixLength: 64,
  sides: windowsIpv6Sides,
  state: IPV6_STATE,
  tool: "find",
};

const LOCK = `${DATA}\\inbound.lock`;

class WindowsHost implements ConformanceHost {
  readonly interfaceName = INTERFACE;

  constructor(
    private readonly bed: NetworkBed,
    private readonly host: WineHost,
    private readonly variant: Variant,
  ) {}

  /** A line of the table of addresses, for an address that is in use without a time limit. */
  private row(number: number, address: string): string {
    return `${number}|${address}|${this.variant.prefixLength}|Manual|both|0|Preferred\n`;
  }

  async install(settings: Partial<IpAddressTakeover>): Promise<void> {
    this.host.write(SCRIPT, textOf(controlScript(this.variant.sides({ takeover: settings }).a)));
  }

  async reset(): Promise<void> {
    await this.install({});
    for (const [file, content] of Object.entries(this.variant.state)) this.host.setState(file, content);
    for (const file of ["arp-cache", "neighbours", "calls"]) this.host.setState(file, undefined);
    await this.host.cmd("reg delete HKLM\\HARDWARE\\DESCRIPTION\\System /v sip-ha-inbound /f".split(" "));
    this.host.remove(LOG);
  }

  async run(words: readonly string[], { environment, unprivileged }: RunOptions = {}): Promise<Outcome> {
    if (unprivileged) this.host.setState("unprivileged", "");
    try {
      return await this.host.cmd([SCRIPT, ...words], { environment: environment ?? {} });
    } finally {
      this.host.setState("unprivileged", undefined);
    }
  }

  async runKilled(words: readonly string[], milliseconds: number): Promise<void> {
    const command = this.host.command([SCRIPT, ...words]).join(" ");
    await this.host.machine.runKilled(command.replaceAll("\\", "\\\\"), milliseconds);
  }

  /** Follows Windows: an address that Windows has not begun to use does not count as held. */
  async holds(): Promise<boolean> {
    const { virtualIp } = this.variant.addresses;
    const rows = this.host.state("addresses").split("\n");
    return rows.some((row) => row.includes(`|${virtualIp}|`) && /\|(?:active|both)\|.*\|Preferred$/.test(row));
  }

  async hasOwnAddress(): Promise<boolean> {
    return this.host.state("addresses").includes(this.row(11, this.variant.addresses.ownAddress));
  }

  async setAddress(which: "host" | "peer", on: boolean): Promise<void> {
    const { virtualIp } = this.variant.addresses;
    const [file, line] =
      which === "host" ? ["addresses", this.row(11, virtualIp)] : ["others", `${virtualIp}|02-00-00-00-02-11|\n`];
    const without = this.host.state(file).replace(line, "");
    this.host.setState(file, on ? without + line : without);
  }

  async during<T>(fault: Fault, act: () => Promise<T>): Promise<T> {
    const state = { interfaces: this.host.state("interfaces"), addresses: this.host.state("addresses") };
    const { machine } = this.host;
    const { virtualIp, ownAddress } = this.variant.addresses;
    const folder = `/run/wine/root/prefix/drive_c/ProgramData/sip-ha`;
    switch (fault) {
      case "tool-missing":
        return this.host.without(this.variant.tool, act);
      case "log-disk-full": {
        await machine.shell(
          `mkdir -p ${folder}; mount -t tmpfs -o size=4k tmpfs ${folder}; head -c 4096 /dev/zero >${folder}/full`,
        );
        try {
          return await act();
        } finally {
          await machine.shell(`[ ! -s ${folder}/inbound-vip.log ]; umount ${folder}`);
        }
      }
      case "lock-held":
        return this.host.whileHeld(LOCK, act);
      default: {
        const changed: Partial<Record<Fault, Partial<typeof state>>> = {
          "interface-missing": {
            interfaces: state.interfaces.replace(/^11.*\n/m, ""),
            addresses: state.addresses.replace(/^11.*\n/gm, ""),
          },
          "own-address-missing": { addresses: state.addresses.replace(this.row(11, ownAddress), "") },
          misplaced: { addresses: state.addresses + this.row(7, virtualIp) },
        };
        for (const [file, content] of Object.entries(changed[fault]!)) this.host.setState(file, content);
        try {
          return await act();
        } finally {
          if (fault === "misplaced" && !this.host.state("addresses").includes(`7|${virtualIp}`))
            // biome-ignore lint/correctness/noUnsafeFinally: the adapter has to check that the fault is still there
            throw new Error("the virtual IP is no longer on the other interface");
          for (const [file, content] of Object.entries(state)) this.host.setState(file, content);
        }
      }
    }
  }

  async log(): Promise<string> {
    return this.host.exists(LOG) ? this.host.read(LOG).replaceAll("\r\n", "\n") : "";
  }

  close(): void {
    this.bed.close();
  }
}

const open = (variant: Variant) => async () => {
  const { bed, host } = await WineHost.openBed();
  return new WindowsHost(bed, host, variant);
};

export const windows: ConformanceSystem = {
  name: "Windows",
  needs: WINE_NEEDS,
  open: open(IPV4_VARIANT),
  duplicate: "stays-off",
  says: {
    // The form depends on the locale; Wine's own clock leaves out the seconds.
    logLine: /^\S+ [\d:., APM]+ inbound-vip\[\d+\] /,
    toolMissing: "inbound-vip: arp.exe is not installed: it belongs to Windows, in C:\\windows\\System32\n",
    unprivileged: "inbound-vip: this needs an administrator's rights: run it as administrator\n",
    lockLinked: /./,
  },
  environments: [
    { PATH: "C:\\nowhere", COMSPEC: "C:\\nowhere.exe", PATHEXT: ".TXT", LANG: "tr_TR.UTF-8" },
    {
      ERRORLEVEL: "1",
      TIME: "x",
      DATE: "x",
      RANDOM: "x",
      NAME: "x",
      STATE: "up",
      CODE: "7",
      MESSAGE: "x",
      HAS_RUN: "yes",
      LENT: "yes",
    },
  ],
  killedAfter: [400],
  runsAtOnce: 5,
  runMilliseconds: 8_000,
  impossible: {
    "clock-stopped": "cmd reads the clock by itself, and for the log alone",
    "lock-linked": "only an administrator may make a link",
    "label-too-long": "addresses have no labels there",
  },
};

export const windowsIpv6: ConformanceSystem = {
  ...windows,
  name: "Windows with an IPv6 virtual IP",
  open: open(IPV6_VARIANT),
  addresses: IPV6,
  says: {
    ...windows.says,
    toolMissing: "inbound-vip: find.exe is not installed: it belongs to Windows, in C:\\windows\\System32\n",
    interfaceMissing: `there is no interface ${INTERFACE} with IPv6 on this host`,
  },
};
