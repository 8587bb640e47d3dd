import type { Host, SshConnection } from "../model/host";
import { becomingRoot, sshDestination, sshWords } from "../scripts/ssh-client";

/** Whether the runner itself can give commands to the host: it is reached by ssh, and has a shell that this library knows. */
export function takesCommands({ os, connection }: Host): boolean {
  return os === "linux" && connection?.type === "ssh";
}

/**
 * Program and arguments that run a command on a host with root's rights, from the kit's folder. It never asks a question, and never runs for ever.
 *
 * @param command in the form that the host's shell reads
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
