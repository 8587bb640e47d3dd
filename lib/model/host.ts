import type { Address } from "./address";
import type { Duration } from "./duration";
import type { OperatingSystem } from "./operating-system";

/** A network interface and its address; the address is the host's own and never moves. */
export interface Interface {
  /** The name on the host: `eth1`. */
  readonly name: string;
  /** The name of the network that it is on. */
  readonly network: string;
  /** The host's own address there. */
  readonly address: Address;
}

/** How root's rights are obtained: not needed, or by sudo without a password. */
export type BecomeRoot = "none" | "sudo";

/** The sudo that the Local Control Agent starts: the agent does not search a path for programs. */
export const SUDO = "/usr/bin/sudo";

/** The Local Control Agent of a host: it starts the control scripts, with the rights of its own account. */
export interface LocalControlAgent {
  /** The port at which Solution Control Server reaches the agent. */
  readonly port: number;
  /** The account that the agent runs as. */
  readonly account: string;
  /** How that account gets root's rights for the control scripts. */
  readonly becomeRoot: BecomeRoot;
}

/** Whether the agent starts the control scripts by sudo. An agent that runs as root does not, whatever is declared: it has root's rights already. */
export function startsBySudo({ account, becomeRoot }: Pick<LocalControlAgent, "account" | "becomeRoot">): boolean {
  return becomeRoot === "sudo" && account !== "root";
}

/** The SSH server through which a host is reached that cannot be reached directly. */
export interface JumpHost {
  /** The account on the jump host. */
  readonly user: string;
  /** The jump host's address. */
  readonly address: Address;
  /** The port of its SSH server. */
  readonly port: number;
  /** Read by Terraform when it runs; the connection's key file unless another is declared. Undefined if there is neither: the ssh agent is used. */
  readonly privateKeyFile?: string | undefined;
  /** The jump host's public key. */
  readonly hostKey: string;
}

/** How Terraform reaches a host by SSH. */
export interface SshConnection {
  /** By SSH. */
  readonly type: "ssh";
  /** The account on the host. */
  readonly user: string;
  /** The address to connect to. */
  readonly address: Address;
  /** The port of the host's SSH server. */
  readonly port: number;
  /** Read by Terraform when it runs; the key itself is in no file. Undefined if the ssh agent is used. */
  readonly privateKeyFile?: string | undefined;
  /** The host's public key, as in its ssh_host_*_key.pub; undefined if its identity is not checked. */
  readonly hostKey?: string | undefined;
  /** How the user gets root's rights. */
  readonly becomeRoot: BecomeRoot;
  /** How long Terraform tries to connect. */
  readonly timeout: Duration;
  /** Undefined if the host is reached directly. */
  readonly jumpHost?: JumpHost | undefined;
}

/** How Terraform reaches a Windows host through Windows Remote Management. */
export interface WinrmConnection {
  /** Through Windows Remote Management. */
  readonly type: "winrm";
  /** An account in the host's administrators group. */
  readonly user: string;
  /** The address to connect to. */
  readonly address: Address;
  /** The port of Windows Remote Management. */
  readonly port: number;
  /** Read by Terraform when it runs; the password itself is in no file of the output. Undefined if the password is a variable of Terraform. */
  readonly passwordFile?: string | undefined;
  /** Whether the connection is encrypted and the host's identity is checked. */
  readonly https: boolean;
  /** The certificate of the authority that signed the host's certificate, PEM; read when Terraform runs. Undefined for the machine's own authorities. */
  readonly certificateAuthorityFile?: string | undefined;
  /** How long Terraform tries to connect. */
  readonly timeout: Duration;
}

/** How Terraform reaches a host. */
export type Connection = SshConnection | WinrmConnection;

/** The Terraform variable with the password of all hosts of the environment that name no password file. */
export const PASSWORD_VARIABLE = "winrm_password";

/** Whether the connection's password is that variable. Commands that run when a resource is destroyed cannot use variables. */
export function usesPasswordVariable(connection: Connection | undefined): boolean {
  return connection?.type === "winrm" && connection.passwordFile === undefined;
}

/** A machine, described once, used by pairs and by the Management Layer. */
export interface Host {
  /** The name as declared. */
  readonly name: string;
  /** The operating system. */
  readonly os: OperatingSystem;
  /** Undefined if not declared. */
  readonly dataCenter?: string | undefined;
  /** By name. */
  readonly interfaces: readonly Interface[];
  /** The interface whose address the Management Layer and Terraform use. */
  readonly managementInterface: string;
  /** The Local Control Agent. */
  readonly localControlAgent: LocalControlAgent;
  /** Undefined if a person copies its files. */
  readonly connection?: Connection | undefined;
  /** Where the control scripts are installed. */
  readonly installDirectory: string;
}

/** The host's address that the Management Layer and Terraform use. */
export function managementAddress(host: Host): Address {
  return host.interfaces.find((one) => one.name === host.managementInterface)!.address;
}

/** The interfaces that a host has for SIP: all but the management interface, if it has others. */
export function interfacesForSip({ interfaces, managementInterface }: Host): readonly Interface[] {
  const others = interfaces.filter(({ name }) => name !== managementInterface);
  return others.length > 0 ? others : interfaces;
}

/** The host's interface on the network. */
export function interfaceOn(host: Host, network: string): Interface | undefined {
  return host.interfaces.find((one) => one.network === network);
}
