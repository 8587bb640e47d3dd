import type { Address } from "./address";
import type { Duration } from "./duration";
import type { OperatingSystem } from "./operating-system";

/** A network interface and its address, which is the host's own and never moves. */
export interface Interface {
  /** On the host: `eth1`. */
  readonly name: string;
  /** The network that it is on, by name. */
  readonly network: string;
  /** The host's own address there. */
  readonly address: Address;
}

/** How root's rights are got: not needed, or by sudo without a password. */
export type BecomeRoot = "none" | "sudo";

/** The sudo that the Local Control Agent starts: it looks for no program in a search path. */
export const SUDO = "/usr/bin/sudo";

/** The Local Control Agent of a host: it starts the control scripts, with the rights of its own account. */
export interface LocalControlAgent {
  /** The port that Solution Control Server reaches it on. */
  readonly port: number;
  /** The account that the agent runs as. */
  readonly account: string;
  /** How that account gets root's rights for the control scripts. */
  readonly becomeRoot: BecomeRoot;
}

/** Whether the agent starts the control scripts by sudo; root does not, whatever is declared: nothing is left to become. */
export function startsBySudo({ account, becomeRoot }: Pick<LocalControlAgent, "account" | "becomeRoot">): boolean {
  return becomeRoot === "sudo" && account !== "root";
}

/** The SSH server that leads to a host which nothing else leads to. */
export interface JumpHost {
  /** The account on the jump host. */
  readonly user: string;
  /** The jump host's address. */
  readonly address: Address;
  /** The port of its SSH server. */
  readonly port: number;
  /** Read by Terraform when it runs, as that of the connection, which it is unless declared; the ssh agent is used where it is not given. */
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
  /** Read by Terraform when it runs; the key itself is in no file. The ssh agent is used where it is not given. */
  readonly privateKeyFile?: string | undefined;
  /** The host's public key, as in its ssh_host_*_key.pub; undefined: its identity is not checked. */
  readonly hostKey?: string | undefined;
  /** How the user gets root's rights. */
  readonly becomeRoot: BecomeRoot;
  /** How long Terraform tries to connect. */
  readonly timeout: Duration;
  /** Undefined: the host is reached directly. */
  readonly jumpHost?: JumpHost | undefined;
}

/** How Terraform reaches a Windows host by Windows Remote Management. */
export interface WinrmConnection {
  /** By Windows Remote Management. */
  readonly type: "winrm";
  /** An account of the host's administrators. */
  readonly user: string;
  /** The address to connect to. */
  readonly address: Address;
  /** The port of Windows Remote Management. */
  readonly port: number;
  /** Read by Terraform when it runs; the password itself is in no file of the output. Undefined: it is a variable of Terraform. */
  readonly passwordFile?: string | undefined;
  /** Whether the connection is encrypted and the host's identity checked. */
  readonly https: boolean;
  /** The certificate of the authority that signed the host's, PEM; read when Terraform runs. Undefined: the machine's own authorities. */
  readonly certificateAuthorityFile?: string | undefined;
  /** How long Terraform tries to connect. */
  readonly timeout: Duration;
}

/** How Terraform reaches a host. */
export type Connection = SshConnection | WinrmConnection;

/** The variable of Terraform that has the password of the environment's hosts that name no file with it. */
export const PASSWORD_VARIABLE = "winrm_password";

/** Whether the password of the connection is that variable. What runs when a resource is destroyed may use none. */
export function usesPasswordVariable(connection: Connection | undefined): boolean {
  return connection?.type === "winrm" && connection.passwordFile === undefined;
}

/** A machine, described once, used by pairs and by the Management Layer. */
export interface Host {
  /** As it was declared. */
  readonly name: string;
  /** The operating system. */
  readonly os: OperatingSystem;
  /** Undefined where nobody has said. */
  readonly dataCenter?: string | undefined;
  /** By name. */
  readonly interfaces: readonly Interface[];
  /** The interface whose address the Management Layer and Terraform use. */
  readonly managementInterface: string;
  /** The Local Control Agent. */
  readonly localControlAgent: LocalControlAgent;
  /** Undefined: its files are copied by hand. */
  readonly connection?: Connection | undefined;
  /** Where the control scripts are installed. */
  readonly installDirectory: string;
}

/** The host's address that the Management Layer and Terraform use. */
export function managementAddress(host: Host): Address {
  return host.interfaces.find((one) => one.name === host.managementInterface)!.address;
}

/** The interfaces that a host has for SIP: all but the one that the Management Layer uses, where it has others. */
export function interfacesForSip({ interfaces, managementInterface }: Host): readonly Interface[] {
  const others = interfaces.filter(({ name }) => name !== managementInterface);
  return others.length > 0 ? others : interfaces;
}

/** The host's interface on the network. */
export function interfaceOn(host: Host, network: string): Interface | undefined {
  return host.interfaces.find((one) => one.network === network);
}
