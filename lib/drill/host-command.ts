import type { Host, SshConnection } from "../model/host";
import { quote } from "../scripts/shell-text";

/** The file with the hosts' keys that are declared, beside the kit. */
export const KNOWN_HOSTS = "known_hosts";

/** Whether the runner can give the host commands itself: by ssh, and it has a shell that this library knows. */
export function takesCommands({ os, connection }: Host): boolean {
  return os === "linux" && connection?.type === "ssh";
}

/**
 * Program and arguments that run a command on a host with root's rights, from the kit's folder: never with a question, and not for ever.
 *
 * @param command as the host's shell reads it
 */
export function onHost({ connection }: Host, command: string): string[] {
  const { user, address, port, privateKeyFile, hostKey, becomeRoot } = connection as SshConnection;
  const option = (text: string) => ["-o", text];
  return [
    "ssh",
    ...option("BatchMode=yes"),
    ...option("ConnectTimeout=5"),
    // A host that is cut off after the connection was made says nothing either.
    ...option("ServerAliveInterval=5"),
    ...option("ServerAliveCountMax=2"),
    ...(hostKey === undefined ? [] : option(`UserKnownHostsFile=${KNOWN_HOSTS} ~/.ssh/known_hosts`)),
    ...(privateKeyFile === undefined ? [] : ["-i", privateKeyFile]),
    "-p",
    String(port),
    `${user}@${address}`,
    becomeRoot === "sudo" ? `sudo -n ${command}` : command,
  ];
}

/** The line of `known_hosts` for a host whose key is declared. */
export function knownHost({ connection }: Host): string | undefined {
  if (connection?.type !== "ssh" || connection.hostKey === undefined) return undefined;
  const { address, port, hostKey } = connection;
  const [type, key] = hostKey.split(" ");
  return `${port === 22 ? address : `[${address}]:${port}`} ${type} ${key}\n`;
}

/** The command as somebody types it into a shell. */
export function shownCommand(argv: readonly string[]): string {
  return argv.map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : quote(word).text)).join(" ");
}
