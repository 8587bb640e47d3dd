import type { Host, SshConnection } from "../model/host";
import { quote, type ShellText, sh, typedCommand } from "../scripts/shell-text";
import { becomingRoot, sshDestination } from "../scripts/ssh-client";
import type { HostSystem } from "./host-system";

/** Collectors that a shell of the host takes from its standard input, as Terraform reaches it; where it does not, the operator knows how. */
export function throughSsh(shell: ShellText): Required<Pick<HostSystem, "shell" | "command">> {
  return {
    shell,
    command: (host, { collector, facts }) =>
      `${login(host)} ${withRights(host, shell)} <${quote(collector)} >${quote(facts)}`,
  };
}

/** The shell with root's rights there. */
export function withRights({ connection }: Pick<Host, "connection">, shell: ShellText): ShellText {
  if (connection?.type !== "ssh") return sh`sudo ${shell}`;
  const rights = becomingRoot(connection);
  return rights.length === 0 ? shell : sh`${typedCommand(rights)} ${shell}`;
}

function login({ name, connection }: Pick<Host, "name" | "connection">): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)}`;
  // Who types it may be asked, and has known hosts of their own.
  return `ssh -p ${connection.port}${declaredKey(connection)} ${quote(sshDestination(connection))}`;
}

/** The option for the private key that is declared; ssh finds the home folder in it by itself. */
export function declaredKey({ privateKeyFile }: SshConnection): string {
  return privateKeyFile === undefined ? "" : ` -i ${quote(privateKeyFile)}`;
}
