import type { Duration } from "../model/duration";
import type { ConflictPolicy, SourceAddress } from "../options/ip-address-takeover/model";
import { HighAvailabilityChoice } from "./high-availability-choice";
import type { INetwork } from "./network";
import type { RoleEventsProps } from "./role-events";

/**
 * A loop on each host that releases the virtual IP if the host is cut off, and repeats the announcements. On Linux it also releases the virtual IP if
 * the peer has taken it and only Solution Control Server's host is out of reach.
 */
export interface WatchdogProps {
  /** Time between two looks.
   * @default "2s" */
  readonly interval?: Duration | undefined;
  /** How long both the Management Layer and the gateway must be out of reach. If the peer has taken the virtual IP, the Management Layer alone counts.
   * @default "10s" */
  readonly isolationTimeout?: Duration | undefined;
  /** Time between two repeated announcements while the host holds the virtual IP.
   * @default "60s" */
  readonly announceInterval?: Duration | undefined;
}

/** Settings of an IP Address Takeover. */
export interface IpAddressTakeoverProps {
  /** The address that callers use; not a host's own address. */
  readonly virtualIp: string;
  /** The network that the virtual IP belongs to; both hosts have an interface on it. */
  readonly network: INetwork | string;
  /** The ending of the logical interface's name: `sip` makes `eth1:sip`. The whole name has at most 15 characters.
   * @default "sip" */
  readonly interfaceLabel?: string | undefined;
  /** What `up` does if another host holds the virtual IP. Measured on Linux: take-at-once is up in about 20 ms. The other policies need about 240 ms if
   * nobody answers, and up to `probeTimeout` if somebody does.
   * @default "take-at-once" */
  readonly conflictPolicy?: ConflictPolicy | undefined;
  /** How long probe-first and refuse wait for another holder to release the address.
   * @default "5s" */
  readonly probeTimeout?: Duration | undefined;
  /** Rounds of one ARP request and one ARP reply, a second apart.
   * @default 5 */
  readonly announcements?: number | undefined;
  /** The source address of outgoing packets while the host holds the virtual IP.
   * @default "host" */
  readonly sourceAddress?: SourceAddress | undefined;
  /** Whether the connection-tracking entries of the virtual IP are removed when it is taken and when it is released; needs `conntrack` on the hosts.
   * @default false */
  readonly flushConnectionTracking?: boolean | undefined;
  /** How long a run of the control script waits for another run on the same host.
   * @default "30s" */
  readonly lockTimeout?: Duration | undefined;
  /** The log events that start the reactions.
   * @default - 5150 for "became primary" and 5151 for "became backup", which Solution Control Server logs */
  readonly events?: RoleEventsProps | undefined;
  /** An alarm is cleared after this time, so that it can fire again.
   * @default "5s" */
  readonly cancelTimeout?: Duration | undefined;
  /** Releases the virtual IP if a host is cut off from both the Management Layer and its gateway. On Linux it also does so if the peer has taken the
   * virtual IP and only the Management Layer is out of reach.
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
