import type { SshConnection } from "../model/host";
import { quote, type ShellText, sh, typedCommand } from "../scripts/shell-text";
import { becomingRoot, sshDestination, typedJump } from "../scripts/ssh-client";
import type { AskedHost, HostSystem } from "./host-system";

/** Collectors that a shell on the host reads from standard input, reached as Terraform reaches the host; if Terraform does not reach it, the operator knows how. */
export function throughSsh(shell: ShellText): Required<Pick<HostSystem, "shell" | "command">> {
  return {
    shell,
    command: (host, { collector, facts }) =>
      `${login(host)} ${withRights(host, shell)} <${quote(collector)} >${quote(facts)}`,
  };
}

/** The shell with root's rights there; without a connection, whoever types the command may be asked for a password. */
export function withRights({ connection, usesSudo }: Omit<AskedHost, "name">, shell: ShellText): ShellText {
  if (!usesSudo) return shell;
  return connection?.type === "ssh" ? sh`${typedCommand(becomingRoot(connection))} ${shell}` : sh`sudo ${shell}`;
}

function login({ name, connection }: AskedHost): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)}`;
  // Whoever types the command may be asked, and has their own known hosts.
  return `ssh -p ${connection.port}${declaredKey(connection)}${typedJump(connection)} ${quote(sshDestination(connection))}`;
}

/** The option for the declared private key; ssh resolves the home folder in it by itself. */
export function declaredKey({ privateKeyFile }: SshConnection): string {
  return privateKeyFile === undefined ? "" : ` -i ${quote(privateKeyFile)}`;
}
