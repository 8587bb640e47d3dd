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
  /** The network that it is on. */
  readonly network: INetwork | string;
  /** The host's own address; it never moves. */
  readonly address: string;
}

/** The Local Control Agent, which starts the control scripts. */
export interface LocalControlAgentProps {
  /** The port that Solution Control Server reaches it on.
   * @default 4999 */
  readonly port?: number | undefined;
  /** The account that it runs as; what it starts has that account's rights.
   * @default - "root"; "LocalSystem" on Windows */
  readonly account?: string | undefined;
  /** How that account gets root's rights for the control scripts.
   * @default - "none" for root and on Windows, "sudo" for any other account */
  readonly becomeRoot?: BecomeRoot | undefined;
}

/** The SSH server, a jump host or bastion, by way of which a host is reached. */
export interface JumpHostProps {
  /** The account on the jump host. */
  readonly user: string;
  /** The address of the jump host. */
  readonly address: string;
  /** The port of the jump host's SSH server.
   * @default 22 */
  readonly port?: number | undefined;
  /** The file of the private key for the jump host, as `privateKeyFile` of the connection.
   * @default - that of the connection; without one the ssh agent is asked */
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
  /** The private key's file, read when Terraform runs; `~` is the home of who runs it, and a relative path is looked for from the stack's folder.
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

/** How Terraform reaches a Windows host by Windows Remote Management. */
export interface WinrmProps {
  /** An account of the host's administrators. */
  readonly user: string;
  /** The address to connect to.
   * @default - the address of the management interface */
  readonly address?: string | undefined;
  /** The port of Windows Remote Management.
   * @default - 5986 with https, 5985 without */
  readonly port?: number | undefined;
  /** The file with the account's password, read when Terraform runs; `~` is the home of who runs it, and a relative path is looked for from the stack's folder.
   * @default - the password is the sensitive Terraform variable winrm_password, one for all such hosts of the environment; Terraform then
   * removes nothing from the host, as it lets no variable reach what it runs when it destroys */
  readonly passwordFile?: string | undefined;
  /** Whether the connection is encrypted and the host's identity checked by its certificate.
   * @default true */
  readonly https?: boolean | undefined;
  /** The file with the certificate of the authority that signed the host's, PEM; a relative path is looked for from the stack's folder.
   * @default - the authorities that the machine trusts which runs Terraform */
  readonly certificateAuthorityFile?: string | undefined;
  /** How long Terraform tries to connect.
   * @default "5m" */
  readonly timeout?: Duration | undefined;
}

/** How Terraform reaches a host: exactly one of the two. */
export interface ConnectionProps {
  /** A connection by SSH.
   * @default - none */
  readonly ssh?: SshProps | undefined;
  /** A connection by Windows Remote Management, to a Windows host.
   * @default - none */
  readonly winrm?: WinrmProps | undefined;
}

/** A host's operating system and interfaces, its Local Control Agent, and how Terraform reaches it. */
export interface HostProps {
  /** The operating system. */
  readonly os: OperatingSystem;
  /** The data center that it is in, by any name.
   * @default - nobody has said; the check on it is reported as not evaluated */
  readonly dataCenter?: string | undefined;
  /** The network interfaces by their name on the host. */
  readonly interfaces: Readonly<Record<string, InterfaceProps>>;
  /** The interface that the Management Layer and Terraform use.
   * @default - the only one, or the one on a network that Solution Control Server's host is on too */
  readonly managementInterface?: string | undefined;
  /** The Local Control Agent.
   * @default - runs as root (on Windows LocalSystem), port 4999 */
  readonly localControlAgent?: LocalControlAgentProps | undefined;
  /** How Terraform reaches the host.
   * @default - not at all: the files are written, and copied by hand */
  readonly connection?: ConnectionProps | undefined;
  /** Where the control scripts are installed.
   * @default - "/opt/genesys/sip-ha"; "C:\\Genesys\\sip-ha" on Windows */
  readonly installDirectory?: string | undefined;
}

/** Something that plays the role of a host where one is asked for. */
export interface IHost extends Declares {
  /** The name by which the environment knows it. */
  readonly hostName: string;
  /**
   * The address of its resource in Terraform, `null_resource.<name>`. It makes a host what a resource of the same environment may wait for,
   * `dependsOn: [host]`; only one with a `connection` has a resource.
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
  /** The address of its resource in Terraform, by which others depend on it. */
  readonly fqn: string;

  /** @throws InvalidEnvironment where the scope is in no Environment, no construct can have the id, or the app is being written already */
  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, constructId(id, "a host"));
    this.hostName = id;
    this.fqn = terraformAddress(id);
    Environment.of(this).declareElement("hosts", id, props, this);
  }

  /** Its name, which stands for it in a declaration. */
  [DECLARED](): string {
    return this.hostName;
  }
}
