import type { Duration } from "../model/duration";
import type { ConflictPolicy, SourceAddress } from "../options/ip-address-takeover/model";
import { HighAvailabilityChoice } from "./high-availability-choice";
import type { INetwork } from "./network";
import type { RoleEventsProps } from "./role-events";

/**
 * A loop on each host that releases the virtual IP where the host is cut off, and repeats the announcements. On Linux it also releases it
 * where the peer has taken it and Solution Control Server's host alone is out of reach.
 */
export interface WatchdogProps {
  /** Time between two looks.
   * @default "2s" */
  readonly interval?: Duration | undefined;
  /** How long both the Management Layer and the gateway must be out of reach; the former alone, where the peer has taken the virtual IP.
   * @default "10s" */
  readonly isolationTimeout?: Duration | undefined;
  /** Time between two repeated announcements while the host holds the virtual IP.
   * @default "60s" */
  readonly announceInterval?: Duration | undefined;
}

/** Settings of an IP Address Takeover. */
export interface IpAddressTakeoverProps {
  /** The address that callers use; no host's own. */
  readonly virtualIp: string;
  /** The network that it belongs to; both hosts have an interface on it. */
  readonly network: INetwork | string;
  /** The ending of the logical interface's name: `sip` makes `eth1:sip`. The whole has at most 15 characters.
   * @default "sip" */
  readonly interfaceLabel?: string | undefined;
  /** What `up` does about another holder of the virtual IP. Measured on Linux: take-at-once is up in about 20 ms, the others in about 240 ms
   * where nobody answers, and in up to `probeTimeout` where somebody does.
   * @default "take-at-once" */
  readonly conflictPolicy?: ConflictPolicy | undefined;
  /** How long probe-first and refuse wait for another holder to let go.
   * @default "5s" */
  readonly probeTimeout?: Duration | undefined;
  /** Rounds of one ARP request and one ARP reply, a second apart.
   * @default 5 */
  readonly announcements?: number | undefined;
  /** Which address packets leave with while the host holds the virtual IP.
   * @default "host" */
  readonly sourceAddress?: SourceAddress | undefined;
  /** Whether connection-tracking entries of the virtual IP are removed when it is taken and released; needs `conntrack` on the hosts.
   * @default false */
  readonly flushConnectionTracking?: boolean | undefined;
  /** How long a run of the control script waits for another run on the same host.
   * @default "30s" */
  readonly lockTimeout?: Duration | undefined;
  /** The log events that start the reactions.
   * @default - 5150 for "became primary" and 5151 for "became backup", which Solution Control Server logs */
  readonly events?: RoleEventsProps | undefined;
  /** After this time an alarm is cleared, so that it can fire again.
   * @default "5s" */
  readonly cancelTimeout?: Duration | undefined;
  /** Releases the virtual IP where a host is cut off from both the Management Layer and its gateway, on Linux also where the peer has taken it and
   * the Management Layer alone is out of reach.
   * @default - none, which is a finding */
  readonly watchdog?: WatchdogProps | undefined;
}

/** A virtual IP that the Management Layer moves between two hosts of a subnet by running scripts on them. */
export class IpAddressTakeover extends HighAvailabilityChoice {
  /** The address that callers use. */
  readonly virtualIp: string;

  constructor(props: IpAddressTakeoverProps) {
    super("ipAddressTakeover", props);
    this.virtualIp = props?.virtualIp;
  }
}
