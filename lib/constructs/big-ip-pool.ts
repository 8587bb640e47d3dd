import type { Duration } from "../model/duration";
import type { MemberPriority } from "../options/big-ip/model";
import type { IBigIp } from "./big-ip";
import { HighAvailabilityChoice } from "./high-availability-choice";

/** Settings of a pair behind a BIG-IP. The defaults are this library's own: the values of Genesys' guide could not be read. */
export interface BigIpPoolProps {
  /** The device; both hosts are on its inside network. */
  readonly device: IBigIp | string;
  /** The address that callers use, on the device's outside network; no other pair has it (documented).
   * @source big-ip-one-virtual-ip */
  readonly virtualIp: string;
  /** Networks and addresses of clients that use the hosts' own addresses: T-Library clients and the Configuration Layer. The Management Layer and the
   * other host are added automatically. Packets to these addresses keep the host's own address, and only these can reach it from outside.
   * @default - none, which is reported */
  readonly snatExclusions?: readonly string[] | undefined;
  /** Time between two requests of the monitor, in whole seconds.
   * @default "2s" */
  readonly monitorInterval?: Duration | undefined;
  /** How long a server may leave all requests of the monitor unanswered, in whole seconds: three intervals and a second.
   * @default "7s" */
  readonly monitorTimeout?: Duration | undefined;
  /** SIP statuses of 400 and above that count as an answer of the primary to the monitor; those from 100 to 399 always count.
   * @default - none */
  readonly monitorCodes?: readonly number[] | undefined;
  /** Which server gets the calls while both answer: either one, or the declared primary. Preferring the primary keeps dialogs together if both serve.
   * After a switchover, however, all calls go to the lost primary until `monitorTimeout` has passed.
   * @default "equal" */
  readonly memberPriority?: MemberPriority | undefined;
  /** The device forgets a UDP flow after this time without a datagram; in whole seconds.
   * @default "30s" */
  readonly udpIdleTimeout?: Duration | undefined;
  /** The device ends a TCP or TLS connection after this time without data; in whole seconds.
   * @default "30m" */
  readonly tcpIdleTimeout?: Duration | undefined;
}

/** A virtual server of a BIG-IP in front of a pool of the two servers: the server that answers the monitor gets the calls. */
export class BigIpPool extends HighAvailabilityChoice {
  /** The address that callers use. */
  readonly virtualIp: string;

  constructor(props: BigIpPoolProps) {
    super("bigIp", props);
    this.virtualIp = props?.virtualIp;
  }
}
