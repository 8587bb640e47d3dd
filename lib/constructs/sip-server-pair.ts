import { Construct } from "constructs";
import type { Duration } from "../model/duration";
import type { Transport } from "../model/pair";
import { constructId } from "./construct-id";
import { Environment } from "./environment";
import type { HighAvailability } from "./high-availability";
import type { IHost } from "./host";
import { VirtualIp } from "./virtual-ip";

/** Options of an application: section, option, value. Write values as you would type them into the Configuration Layer. */
export type OptionProps = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

/** Listening ports of a SIP Server. */
export interface PortsProps {
  /** The port for T-Library clients.
   * @default 3000 */
  readonly tlib?: number | undefined;
  /** The port for the HA link to the other server.
   * @default - the T-Library port */
  readonly haSync?: number | undefined;
  /** The port for the readiness check over HTTP.
   * @default - none */
  readonly http?: number | undefined;
}

/** One of the two SIP Servers of a pair. */
export interface SipServerProps {
  /** The Application object's name. */
  readonly application: string;
  /** The host that it runs on. */
  readonly host: IHost | string;
  /** Listening ports.
   * @default - T-Library clients and the HA link on 3000, no HTTP port */
  readonly ports?: PortsProps | undefined;
  /** Options of this server only.
   * @default - those of the pair */
  readonly options?: OptionProps | undefined;
}

/** Where callers reach a pair. */
export interface SipProps {
  /** The port for SIP over UDP and TCP.
   * @default 5060 */
  readonly port?: number | undefined;
  /** The port for SIP over TLS.
   * @default - none; required for the transport tls */
  readonly tlsPort?: number | undefined;
  /** The transports that callers use. */
  readonly transports: readonly Transport[];
}

/** The heartbeat of the HA link between the two servers. */
export interface HaLinkProps {
  /** How long the primary waits for the backup.
   * @default "5s" */
  readonly addpTimeout?: Duration | undefined;
  /** How long the backup waits for the primary.
   * @default "5s" */
  readonly addpRemoteTimeout?: Duration | undefined;
}

/** The two servers of a pair, what they have in common, and how the pair is highly available. */
export interface SipServerPairProps {
  /** The server that is primary at first. */
  readonly primary: SipServerProps;
  /** The server that is backup at first. */
  readonly backup: SipServerProps;
  /** Where callers reach the pair. */
  readonly sip: SipProps;
  /** The heartbeat of the HA link.
   * @default - ADDP with 5s in both directions */
  readonly haLink?: HaLinkProps | undefined;
  /** Options of both servers, in addition to those that the high availability needs.
   * @default - none */
  readonly options?: OptionProps | undefined;
  /** The longest outage that the business accepts.
   * @default - none; the check on it is reported as not evaluated */
  readonly recoveryTimeObjective?: Duration | undefined;
  /** How the pair is highly available: exactly one option, with its settings. */
  readonly highAvailability: HighAvailability;
}

/** A primary and a backup SIP Server in hot standby; its id is its name. */
export class SipServerPair extends Construct {
  /** The name, which is its id. */
  readonly pairName: string;
  private readonly environment: Environment;

  /** @throws InvalidEnvironment if the scope is in no Environment, no construct can have the id, or the app is already being written */
  constructor(scope: Construct, id: string, props: SipServerPairProps) {
    super(scope, constructId(id, "a pair"));
    this.pairName = id;
    this.environment = Environment.of(this);
    this.environment.declareElement("pairs", id, props, this);
  }

  /**
   * The address that callers use, if the pair's option has one. Read it only after the whole environment is declared, including its Management Layer;
   * until then, `virtualIp` of the option has the bare address.
   *
   * @throws InvalidEnvironment if the environment is not valid
   */
  get virtualIp(): VirtualIp | undefined {
    return VirtualIp.of(this.environment.topology, this.pairName);
  }
}
