import type { Duration } from "../model/duration";
import type { Transport } from "../model/pair";
import type { EndpointClass } from "../options/sip-proxy/model";
import { HighAvailabilityChoice } from "./high-availability-choice";
import type { IHost } from "./host";
import type { INetwork } from "./network";

/** A SIP Proxy in a pool. */
export interface PooledProxyProps {
  /** The Application object's name; the installation of SIP Proxy makes it. */
  readonly application: string;
  /** The host that it runs on; the SRV records point to the host's name. */
  readonly host: IHost | string;
  /** The network of its SIP interface.
   * @default - that of the host's only interface, or of the only one beside the management interface */
  readonly network?: INetwork | string | undefined;
  /** The number of the listening port with the id `default`. The import replaces all of the proxy's ports, so it writes them only if this number is
   * known.
   * @default - not known: the ports are entered by hand */
  readonly defaultPort?: number | undefined;
}

/** A Resource Manager, which exists already and is only referred to. */
export interface ResourceManagerProps {
  /** The Application object's name. */
  readonly application: string;
  /** The host that it runs on. */
  readonly host: IHost | string;
}

/** Two Resource Managers that are active at the same time. */
export interface ActivePairProps {
  /** The two Resource Managers, on different hosts. */
  readonly members: readonly ResourceManagerProps[];
}

/** Settings of a pair behind a pool of SIP Proxies. */
export interface SipProxyProps {
  /** The domain name of the pool, which has SRV records; endpoints and the servers themselves use it. */
  readonly fqdn: string;
  /** The SIP Proxies of the pool; two or more, on different hosts, in any subnets. */
  readonly proxies: readonly PooledProxyProps[];
  /** How long clients may cache the records of the pool's name, in whole seconds.
   * @default "60s" */
  readonly recordTtl?: Duration | undefined;
  /** The DNS zone that the records are written to.
   * @default - `fqdn`: a zone of its own, which replaces no other record */
  readonly zone?: string | undefined;
  /** The zone's name servers, which are outside the zone.
   * @default - none are named: `localhost` stands in their place, for a file that each name server loads itself */
  readonly nameServers?: readonly string[] | undefined;
  /** The zone's serial number; secondary name servers accept a change only if the number is higher than before.
   * @default 1 */
  readonly zoneSerial?: number | undefined;
  /** Whether NAPTR records list the transports; the first of `transports` is preferred.
   * @default false */
  readonly naptr?: boolean | undefined;
  /** A second domain name with the proxies' addresses, for equipment without SRV; the servers write it into the messages that they send outside.
   * @default - none */
  readonly addressFqdn?: string | undefined;
  /** How long clients may cache the records of `addressFqdn`.
   * @default "30s" */
  readonly addressTtl?: Duration | undefined;
  /** The transports between endpoints and proxies, the preferred one first.
   * @default - those of the pair */
  readonly transports?: readonly Transport[] | undefined;
  /** The port of all proxies for SIP over UDP and TCP.
   * @default 5060 */
  readonly port?: number | undefined;
  /** The port of all proxies for SIP over TLS.
   * @default 5061 */
  readonly tlsPort?: number | undefined;
  /** How often a proxy asks the primary, and how long it waits for the answer: the option `oos-check`.
   * @default "5s" */
  readonly oosCheck?: Duration | undefined;
  /** How often a proxy asks both servers in turn while it knows no primary: the option `oos-force`.
   * @default "5s" */
  readonly oosForce?: Duration | undefined;
  /** Whether Via headers carry the proxy's address instead of its host name: the option `resolve-host`.
   * @default false */
  readonly resolveHost?: boolean | undefined;
  /** The INVITE requests a second that a proxy accepts, 0 for no limit: the option `overload-ctrl-dialog-rate`.
   * @default 0 */
  readonly overloadDialogRate?: number | undefined;
  /** The network of the primary's SIP interface.
   * @default - that of the host's only interface, or of the only one beside the management interface */
  readonly primaryNetwork?: INetwork | string | undefined;
  /** The network of the backup's SIP interface.
   * @default - that of the host's only interface, or of the only one beside the management interface */
  readonly backupNetwork?: INetwork | string | undefined;
  /** The number of the DN by which the servers find the pool.
   * @default - `sip-outbound-proxy-` followed by the pair's name */
  readonly outboundProxyDn?: string | undefined;
  /** The kinds of endpoints that use the pool, for the advice on TTLs: `srv`, `address`, `static-cache`, `session-border-controller`.
   * @default - not declared; the check on TTLs is reported as not evaluated */
  readonly endpoints?: readonly EndpointClass[] | undefined;
  /** Active-active pairs of Resource Managers beside the pool.
   * @default - none */
  readonly resourceManagers?: readonly ActivePairProps[] | undefined;
}

/** A pool of SIP Proxies, which callers find by DNS. The proxies find the primary themselves: there is no virtual IP, and the servers may be in any subnets. */
export class SipProxyGroup extends HighAvailabilityChoice {
  /** The domain name of the pool. */
  readonly fqdn: string;

  constructor(props: SipProxyProps) {
    super("sipProxy", props);
    this.fqdn = props?.fqdn;
  }
}
