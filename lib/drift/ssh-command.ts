import type { Host } from "../model/host";
import { quote, type ShellText, sh } from "../scripts/shell-text";
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
  return connection.becomeRoot === "sudo" ? sh`sudo -n ${shell}` : shell;
}

function login({ name, connection }: Pick<Host, "name" | "connection">): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)}`;
  const { user, address, port } = connection;
  return `ssh -p ${port} ${quote(`${user}@${address}`)}`;
}
