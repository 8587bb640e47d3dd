import { type Connection, type Host, PASSWORD_VARIABLE, type SshConnection, type WinrmConnection } from "../model/host";
import { literal } from "../scripts/terraform-text";
import { uploadFolder } from "./upload-folder";

/** The `connection` block of a host. What it names as a file Terraform reads when it runs, also when it destroys. */
export function connectionBlock(environment: string, os: Host["os"], connection: Connection): Record<string, unknown> {
  return connection.type === "ssh" ? ssh(environment, os, connection) : winrm(connection);
}

function ssh(environment: string, os: Host["os"], connection: SshConnection) {
  const { user, address, port, privateKeyFile, hostKey, timeout } = connection;
  return {
    agent: privateKeyFile === undefined,
    host: address,
    host_key: hostKey === undefined ? undefined : literal(hostKey),
    port,
    private_key: privateKeyFile === undefined ? undefined : contentOf(privateKeyFile),
    // Terraform would put the commands into /tmp, in a file that any user may write to while it runs, and from where nothing may be run on many hosts.
    script_path: os === "windows" ? undefined : `./${uploadFolder(environment)}.%RAND%.sh`,
    target_platform: os === "windows" ? "windows" : undefined,
    timeout,
    type: "ssh",
    user,
  };
}

function winrm({ user, address, port, passwordFile, https, certificateAuthorityFile, timeout }: WinrmConnection) {
  return {
    cacert: certificateAuthorityFile === undefined ? undefined : contentOf(certificateAuthorityFile),
    host: address,
    https,
    insecure: false,
    // A file that an editor has ended with a line break has the same password.
    password: passwordFile === undefined ? `\${var.${PASSWORD_VARIABLE}}` : contentOf(passwordFile, "chomp"),
    port,
    // Terraform would put the commands into C:/Temp, which may belong to any user, who could change them before they run. This folder is Windows' own: each
    // may make files in it, and change none of another's.
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
