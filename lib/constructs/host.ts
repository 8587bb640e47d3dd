import { Construct } from "constructs";
import type { Duration } from "../model/duration";
import type { BecomeRoot } from "../model/host";
import type { OperatingSystem } from "../model/operating-system";
import { terraformAddress } from "../scripts/terraform-text";
import { constructId } from "./construct-id";
import { DECLARED, type Declares } from "./declares";
import { Environment } from "./environment";
import type { INetwork } from "./network";

/** A network interface and the host's own address on it. */
export interface InterfaceProps {
  /** The network that the interface is on. */
  readonly network: INetwork | string;
  /** The host's own address; it never moves. */
  readonly address: string;
}

/** The Local Control Agent, which starts the control scripts. */
export interface LocalControlAgentProps {
  /** The port at which Solution Control Server reaches the Local Control Agent.
   * @default 4999 */
  readonly port?: number | undefined;
  /** The account that the agent runs as; whatever the agent starts has that account's rights.
   * @default - "root"; "LocalSystem" on Windows */
  readonly account?: string | undefined;
  /** How that account gets root's rights for the control scripts.
   * @default - "none" for root and on Windows, "sudo" for any other account */
  readonly becomeRoot?: BecomeRoot | undefined;
}

/** The SSH server (jump host or bastion) through which a host is reached. */
export interface JumpHostProps {
  /** The account on the jump host. */
  readonly user: string;
  /** The address of the jump host. */
  readonly address: string;
  /** The port of the jump host's SSH server.
   * @default 22 */
  readonly port?: number | undefined;
  /** The file of the private key for the jump host, as `privateKeyFile` of the connection.
   * @default - the key of the connection; without one, the ssh agent is asked */
  readonly privateKeyFile?: string | undefined;
  /** The jump host's public key, as in its `ssh_host_*_key.pub`. */
  readonly hostKey: string;
}

/** How Terraform reaches a host. */
export interface SshProps {
  /** The account on the host. */
  readonly user: string;
  /** The address to connect to.
   * @default - the address of the management interface */
  readonly address?: string | undefined;
  /** The port of the host's SSH server.
   * @default 22 */
  readonly port?: number | undefined;
  /** The private key's file, read when Terraform runs. `~` is the home of the user who runs Terraform; a relative path starts at the stack's folder.
   * @default - the ssh agent is asked */
  readonly privateKeyFile?: string | undefined;
  /** The host's public key, as in its `ssh_host_*_key.pub`.
   * @default - the host's identity is not checked, which is a finding */
  readonly hostKey?: string | undefined;
  /** How the user gets root's rights.
   * @default - "none" for root and on Windows, "sudo" (without a password) for any other user */
  readonly becomeRoot?: BecomeRoot | undefined;
  /** How long Terraform tries to connect.
   * @default "30s" */
  readonly timeout?: Duration | undefined;
  /** The jump host that leads to the host.
   * @default - none; the host is reached directly */
  readonly jumpHost?: JumpHostProps | undefined;
}

/** How Terraform reaches a Windows host through Windows Remote Management. */
export interface WinrmProps {
  /** An account in the host's administrators group. */
  readonly user: string;
  /** The address to connect to.
   * @default - the address of the management interface */
  readonly address?: string | undefined;
  /** The port of Windows Remote Management.
   * @default - 5986 with https, 5985 without */
  readonly port?: number | undefined;
  /** The file with the account's password, read when Terraform runs. `~` is the home of the user who runs Terraform; a relative path starts at the
   * stack's folder.
   * @default - the password is the sensitive Terraform variable winrm_password, one for all such hosts of the environment; Terraform then removes
   * nothing from the host, because destroy-time commands cannot use variables */
  readonly passwordFile?: string | undefined;
  /** Whether the connection is encrypted and the host's identity is checked by its certificate.
   * @default true */
  readonly https?: boolean | undefined;
  /** The file with the certificate of the authority that signed the host's certificate, PEM; a relative path starts at the stack's folder.
   * @default - the authorities that the machine that runs Terraform trusts */
  readonly certificateAuthorityFile?: string | undefined;
  /** How long Terraform tries to connect.
   * @default "5m" */
  readonly timeout?: Duration | undefined;
}

/** How Terraform reaches a host: exactly one of the two. */
export interface ConnectionProps {
  /** A connection over SSH.
   * @default - none */
  readonly ssh?: SshProps | undefined;
  /** A connection through Windows Remote Management, to a Windows host.
   * @default - none */
  readonly winrm?: WinrmProps | undefined;
}

/** A host's operating system and interfaces, its Local Control Agent, and how Terraform reaches it. */
export interface HostProps {
  /** The operating system. */
  readonly os: OperatingSystem;
  /** The data center that the host is in, by any name.
   * @default - not declared; the check on it is reported as not evaluated */
  readonly dataCenter?: string | undefined;
  /** The network interfaces by their name on the host. */
  readonly interfaces: Readonly<Record<string, InterfaceProps>>;
  /** The interface that the Management Layer and Terraform use.
   * @default - the only interface, or the one on a network that Solution Control Server's host is on too */
  readonly managementInterface?: string | undefined;
  /** The Local Control Agent.
   * @default - runs as root (LocalSystem on Windows), port 4999 */
  readonly localControlAgent?: LocalControlAgentProps | undefined;
  /** How Terraform reaches the host.
   * @default - not at all: the files are written, and a person copies them */
  readonly connection?: ConnectionProps | undefined;
  /** Where the control scripts are installed.
   * @default - "/opt/genesys/sip-ha"; "C:\\Genesys\\sip-ha" on Windows */
  readonly installDirectory?: string | undefined;
}

/** Anything that can be passed as a host. */
export interface IHost extends Declares {
  /** Its name in the environment. */
  readonly hostName: string;
  /**
   * The address of its resource in Terraform, `null_resource.<name>`. Other resources of the same environment can therefore depend on the host:
   * `dependsOn: [host]`. Only a host with a `connection` has a resource.
   */
  readonly fqn: string;
}

/** A machine of an environment; its id is its name. */
export class Host extends Construct implements IHost {
  /** A host that is declared elsewhere in the same environment. */
  static fromName(hostName: string): IHost {
    return { hostName, fqn: terraformAddress(hostName), [DECLARED]: () => hostName };
  }

  /** The name, which is its id. */
  readonly hostName: string;
  /** The address of its resource in Terraform, on which other resources can depend. */
  readonly fqn: string;

  /** @throws InvalidEnvironment if the scope is in no Environment, no construct can have the id, or the app is already being written */
  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, constructId(id, "a host"));
    this.hostName = id;
    this.fqn = terraformAddress(id);
    Environment.of(this).declareElement("hosts", id, props, this);
  }

  /** The name that stands for it in a declaration. */
  [DECLARED](): string {
    return this.hostName;
  }
}
