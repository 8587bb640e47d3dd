import type { Host, SshConnection } from "../model/host";

/** The file with the keys of hosts that are declared, under the names of the hosts, in the folder that ssh is run in. */
export const KNOWN_HOSTS = "known_hosts";

/** How long ssh waits for a host, in whole seconds. */
export interface SshPatience {
  /** Until there is a connection. */
  readonly connect: number;
  /** Between two questions to a host that has become silent. */
  readonly silence: number;
  /** Questions without an answer, after which it is given up; undefined for as many as ssh asks by itself. */
  readonly questions?: number;
}

/**
 * The system's own ssh with the options of a host's connection, without a key and the destination. It asks nothing, and talks to no host with another key than
 * the declared one; without a declared key ssh's own known hosts decide.
 */
export function sshWords({ name }: Host, connection: SshConnection, { connect, silence, questions }: SshPatience) {
  const { port, privateKeyFile, hostKey } = connection;
  const options = [
    "BatchMode=yes",
    `ConnectTimeout=${connect}`,
    // A host that is cut off after the connection was made says nothing either.
    `ServerAliveInterval=${silence}`,
    ...(questions === undefined ? [] : [`ServerAliveCountMax=${questions}`]),
    "StrictHostKeyChecking=yes",
    ...(hostKey === undefined
      ? []
      : [`HostKeyAlias=${name}`, `UserKnownHostsFile=./${KNOWN_HOSTS}`, "GlobalKnownHostsFile=/dev/null"]),
    ...(privateKeyFile === undefined ? [] : ["IdentitiesOnly=yes"]),
  ];
  return ["ssh", "-T", "-p", String(port), ...options.flatMap((option) => ["-o", option])];
}

/** Whom ssh-keyscan asks for the keys of a host. */
export function keyScanWords({ address, port }: SshConnection): string {
  return port === 22 ? address : `-p ${port} ${address}`;
}

/** Whom ssh logs in as, and where. */
export function sshDestination({ user, address }: SshConnection): string {
  return `${user}@${address}`;
}

/** What stands before a command that needs root's rights: nothing, or sudo, which must not ask. */
export function becomingRoot({ becomeRoot }: SshConnection): readonly string[] {
  return becomeRoot === "sudo" ? ["sudo", "-n"] : [];
}

/** The line of `known_hosts` for a host whose key is declared. */
export function knownHost({ name, connection }: Host): string | undefined {
  return connection?.type === "ssh" && connection.hostKey !== undefined ? `${name} ${connection.hostKey}\n` : undefined;
}
