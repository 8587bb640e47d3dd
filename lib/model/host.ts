import type { Address } from "./address";
import type { Duration } from "./duration";
import type { OperatingSystem } from "./operating-system";

/** A network interface and its address, which is the host's own and never moves. */
export interface Interface {
  readonly name: string;
  readonly network: string;
  readonly address: Address;
}

/** How root's rights are got: not needed, or by sudo without a password. */
export type BecomeRoot = "none" | "sudo";

/** The Local Control Agent of a host: it starts the control scripts, with the rights of its own account. */
export interface LocalControlAgent {
  readonly port: number;
  /** The account that the agent runs as. */
  readonly account: string;
  readonly becomeRoot: BecomeRoot;
}

/** How Terraform reaches a host by SSH. */
export interface SshConnection {
  readonly type: "ssh";
  readonly user: string;
  readonly address: Address;
  readonly port: number;
  /** Read by Terraform when it runs; the key itself is in no file. The ssh agent is used where it is not given. */
  readonly privateKeyFile?: string | undefined;
  /** The host's public key, as in its ssh_host_*_key.pub. */
  readonly hostKey?: string | undefined;
  readonly becomeRoot: BecomeRoot;
  readonly timeout: Duration;
}

/** How Terraform reaches a Windows host by Windows Remote Management. */
export interface WinrmConnection {
  readonly type: "winrm";
  /** An account of the host's administrators. */
  readonly user: string;
  readonly address: Address;
  readonly port: number;
  /** Read by Terraform when it runs; the password itself is in no file of the output. Undefined: it is a variable of Terraform. */
  readonly passwordFile?: string | undefined;
  readonly https: boolean;
  /** The certificate of the authority that signed the host's, PEM; read by Terraform when it runs. */
  readonly certificateAuthorityFile?: string | undefined;
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
  readonly name: string;
  readonly os: OperatingSystem;
  /** Undefined where nobody has said. */
  readonly dataCenter?: string | undefined;
  /** By name. */
  readonly interfaces: readonly Interface[];
  /** The interface whose address the Management Layer and Terraform use. */
  readonly managementInterface: string;
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

/** The host's interface on the network. */
export function interfaceOn(host: Host, network: string): Interface | undefined {
  return host.interfaces.find((one) => one.network === network);
}
