import { bracketed } from "../model/address";
import {
  type Connection,
  type Host,
  type JumpHost,
  PASSWORD_VARIABLE,
  type SshConnection,
  type WinrmConnection,
} from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { literal } from "../scripts/terraform-text";
import { uploadFolder } from "./upload-folder";

/** The `connection` block of a host. Terraform reads the files that it names when it runs, also when it destroys. */
export function connectionBlock(environment: string, os: Host["os"], connection: Connection): Record<string, unknown> {
  return connection.type === "ssh" ? ssh(environment, os, connection) : winrm(connection);
}

function ssh(environment: string, os: Host["os"], connection: SshConnection) {
  const { user, address, port, privateKeyFile, timeout, jumpHost } = connection;
  const hostKeys = knownKeys(connection, jumpHost);
  const isInSh = operatingSystemNames[os].shell.language === "sh";
  return {
    // A jump host may have a key of its own although the agent has the keys of the hosts.
    agent: privateKeyFile === undefined,
    ...(jumpHost === undefined ? {} : bastion(jumpHost)),
    host: address,
    host_key: hostKeys === undefined ? undefined : literal(hostKeys),
    port,
    private_key: privateKeyFile === undefined ? undefined : contentOf(privateKeyFile),
    // By default Terraform puts the commands into a file in /tmp that any user may write to while it runs, and on many hosts nothing in /tmp may be run.
    script_path: isInSh ? `./${uploadFolder(environment)}.%RAND%.sh` : undefined,
    target_platform: isInSh ? undefined : "windows",
    timeout,
    type: "ssh",
    user,
  };
}

/** All settings of the jump host, even the port: for a missing setting Terraform would use the connection's own. */
function bastion({ user, address, port, privateKeyFile, hostKey }: JumpHost) {
  return {
    bastion_host: address,
    bastion_host_key: literal(hostKey),
    bastion_port: port,
    bastion_private_key: privateKeyFile === undefined ? undefined : contentOf(privateKeyFile),
    bastion_user: user,
  };
}

/**
 * A key of a type that no host is asked for, and that no signature fits: its 32 bytes, a text that says so, are no point of the curve.
 */
const NO_KEY =
  "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIG5vIGtleSwgYW5kIG5vIHNpZ25hdHVyZSBmaXRzIGl0AAAABHNzaDo=";

/**
 * Until hashicorp/terraform#38318, of March 2026, Terraform compares the key of the jump host with `host_key`, and `bastion_host_key` with nothing. It writes
 * `host_key` into a file of known hosts, behind the address that it checks. So `host_key` may continue with further lines: for each address Terraform takes
 * the key of that address alone. Of several keys of one type it takes only the first (golang/go#36126; measured with 1.11.4), so the first line has no real key.
 */
function knownKeys({ address, port, hostKey }: SshConnection, jumpHost: JumpHost | undefined): string | undefined {
  if (hostKey === undefined || jumpHost === undefined) return hostKey;
  const lines = [{ address, port, hostKey }, jumpHost].map(
    (one) => `@cert-authority ${bracketed(one.address)}:${one.port} ${one.hostKey}`,
  );
  return [NO_KEY, ...lines].join("\n");
}

function winrm({ user, address, port, passwordFile, https, certificateAuthorityFile, timeout }: WinrmConnection) {
  return {
    cacert: certificateAuthorityFile === undefined ? undefined : contentOf(certificateAuthorityFile),
    host: address,
    https,
    insecure: false,
    // A line break that an editor has added at the end of the file is not part of the password.
    password: passwordFile === undefined ? `\${var.${PASSWORD_VARIABLE}}` : contentOf(passwordFile, "chomp"),
    port,
    // By default Terraform puts the commands into C:/Temp. That folder may belong to any user, who could change them before they run. This folder is Windows'
    // own: each user may make files in it, but not change those of another user.
    script_path: "C:/Windows/Temp/terraform_%RAND%.cmd",
    timeout,
    type: "winrm",
    use_ntlm: true,
    user: literal(user),
  };
}

function contentOf(path: string, through?: string): string {
  const file = `file(pathexpand(${JSON.stringify(literal(path))}))`;
  return `\${${through === undefined ? file : `${through}(${file})`}}`;
}
