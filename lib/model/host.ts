import type { Address } from "./address";
import { address, duration, elementName, encodeProblem, line, named, port } from "./declared";
import type { Duration } from "./duration";
import {
  ACCOUNT_NAME,
  eitherOf,
  FOLDER,
  INTERFACE_NAME,
  WINDOWS_ACCOUNT,
  WINDOWS_FOLDER,
  WINDOWS_INTERFACE,
} from "./name";
import { OPERATING_SYSTEMS, type OperatingSystem } from "./operating-system";
import { v } from "./schema";

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
  /** Read by Terraform when it runs; the password itself is in no file of the output. */
  readonly passwordFile: string;
  readonly https: boolean;
  /** The certificate of the authority that signed the host's, PEM; read by Terraform when it runs. */
  readonly certificateAuthorityFile?: string | undefined;
  readonly timeout: Duration;
}

/** How Terraform reaches a host. */
export type Connection = SshConnection | WinrmConnection;

/** A machine, described once, used by pairs and by the Management Layer. */
export interface Host {
  readonly name: string;
  readonly os: OperatingSystem;
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

// What an operating system allows of these is looked at once it is known.
const interfaceName = named(eitherOf(INTERFACE_NAME, WINDOWS_INTERFACE), "a network interface");
const accountName = named(eitherOf(ACCOUNT_NAME, WINDOWS_ACCOUNT), "an account");
const folder = named(eitherOf(FOLDER, WINDOWS_FOLDER), "a folder");

const becomeRoot = v.picklist(["none", "sudo"]);

const privateKeyFile = v.pipe(
  line,
  v.check(
    (text) => !text.includes("-----BEGIN"),
    encodeProblem({
      code: "secret-in-file",
      message: "a private key must not stand in a file, from which it would come into every output",
      allowed: "the path of the file that has the key",
      fix: "put the key into a file that only you can read, and name that file; then replace the key, as it was in this one",
    }),
  ),
);

/** A file with nothing but a password: anything else that stands there by mistake is a password itself. */
const passwordFile = v.pipe(
  line,
  v.check(
    (text) => /^(?:~|\.{0,2})\/|^[A-Za-z]:[\\/]/.test(text),
    encodeProblem({
      code: "secret-in-file",
      message:
        "not the path of a file; a password itself must not stand here, from where it would come into outputs and logs",
      found: "text that is no path",
      allowed: "a path that begins with /, ~/, ./ or ../",
      fix: "put the password into a file that only you can read, and name that file here",
    }),
  ),
);

const hostKey = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}(?: [\x20-\x7e]*)?$/,
    encodeProblem({
      code: "invalid-host-key",
      message: "not a public key of a host",
      allowed: "its type and the key, as in ssh_host_ed25519_key.pub: ssh-ed25519 AAAA...",
      fix: "write what ssh-keyscan prints without the address before it; a fingerprint is not enough",
    }),
  ),
);

export const hostDeclaration = v.strictObject({
  os: v.picklist(OPERATING_SYSTEMS),
  interfaces: v.pipe(v.record(interfaceName, v.strictObject({ network: elementName("a network"), address }))),
  managementInterface: v.optional(interfaceName),
  localControlAgent: v.optional(
    v.strictObject({
      port: v.optional(port, 4999),
      account: v.optional(accountName),
      becomeRoot: v.optional(becomeRoot),
    }),
    {},
  ),
  connection: v.optional(
    v.strictObject({
      ssh: v.optional(
        v.strictObject({
          user: accountName,
          address: v.optional(address),
          port: v.optional(port, 22),
          privateKeyFile: v.optional(privateKeyFile),
          hostKey: v.optional(hostKey),
          becomeRoot: v.optional(becomeRoot),
          timeout: v.optional(duration, "30s"),
        }),
      ),
      winrm: v.optional(
        v.strictObject({
          user: accountName,
          address: v.optional(address),
          port: v.optional(port),
          passwordFile,
          https: v.optional(v.boolean(), true),
          certificateAuthorityFile: v.optional(line),
          timeout: v.optional(duration, "5m"),
        }),
      ),
    }),
  ),
  installDirectory: v.optional(folder),
});

/** The host's address that the Management Layer and Terraform use. */
export function managementAddress(host: Host): Address {
  return host.interfaces.find((one) => one.name === host.managementInterface)!.address;
}

/** The host's interface on the network. */
export function interfaceOn(host: Host, network: string): Interface | undefined {
  return host.interfaces.find((one) => one.network === network);
}
