import type { Duration } from "../model/duration";
import type { MemberPriority } from "../options/big-ip/model";
import type { IBigIp } from "./big-ip";
import { HighAvailabilityChoice } from "./high-availability-choice";

/** Settings of a pair behind a BIG-IP. Their defaults are this library's: the values of Genesys' guide could not be read. */
export interface BigIpPoolProps {
  /** The device; both hosts are on its inside network. */
  readonly device: IBigIp | string;
  /** The address that callers use, on the device's outside network; no other pair has it (documented).
   * @source big-ip-one-virtual-ip */
  readonly virtualIp: string;
  /** Networks and addresses of those that use the hosts' own addresses: T-Library clients and the Configuration Layer. The Management Layer and the other
   * host are added by themselves. Packets to these keep the host's address, and only these reach it from outside.
   * @default - none, which is reported */
  readonly snatExclusions?: readonly string[] | undefined;
  /** Time between two questions of the monitor, in whole seconds.
   * @default "2s" */
  readonly monitorInterval?: Duration | undefined;
  /** How long a server may leave all questions unanswered, in whole seconds: three intervals and a second.
   * @default "7s" */
  readonly monitorTimeout?: Duration | undefined;
  /** SIP statuses from 400 on with which the primary may answer the monitor; those from 100 to 399 always count.
   * @default - none */
  readonly monitorCodes?: readonly number[] | undefined;
  /** Which server gets the calls while both answer: either, or the declared primary. The second keeps dialogs together where both serve, but after a
   * switchover all calls go to a primary that has gone until `monitorTimeout`.
   * @default "equal" */
  readonly memberPriority?: MemberPriority | undefined;
  /** After this time without a datagram a UDP flow is forgotten; in whole seconds.
   * @default "30s" */
  readonly udpIdleTimeout?: Duration | undefined;
  /** After this time without data a TCP or TLS connection is ended; in whole seconds.
   * @default "30m" */
  readonly tcpIdleTimeout?: Duration | undefined;
}

/** A virtual server of a BIG-IP before a pool of the two servers: the one that answers the monitor gets the calls. */
export class BigIpPool extends HighAvailabilityChoice {
  /** The address that callers use. */
  readonly virtualIp: string;

  constructor(props: BigIpPoolProps) {
    super("bigIp", props);
    this.virtualIp = props?.virtualIp;
  }
}
