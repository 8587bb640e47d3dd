import type { Host, SshConnection } from "../model/host";
import { becomingRoot, sshDestination, sshWords } from "../scripts/ssh-client";

/** Whether the runner can give the host commands itself: by ssh, and it has a shell that this library knows. */
export function takesCommands({ os, connection }: Host): boolean {
  return os === "linux" && connection?.type === "ssh";
}

/**
 * Program and arguments that run a command on a host with root's rights, from the kit's folder: never with a question, and not for ever.
 *
 * @param command as the host's shell reads it
 */
export function onHost(host: Host, command: string): string[] {
  const connection = host.connection as SshConnection;
  const { privateKeyFile } = connection;
  return [
    ...sshWords(connection, { connect: 5, silence: 5, questions: 2 }),
    ...(privateKeyFile === undefined ? [] : ["-i", privateKeyFile]),
    sshDestination(connection),
    [...becomingRoot(connection), command].join(" "),
  ];
}
