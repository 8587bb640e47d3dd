import { type Host, startsBySudo } from "../model/host";

/** Whether somebody at work on the host gets root's rights by sudo, as far as that is declared. */
export function usesSudo({ os, connection, localControlAgent }: Host): boolean {
  // Nobody has said how root's rights are got there; what is not Linux may have no sudo, unless the Local Control Agent uses it.
  if (connection === undefined) return os === "linux" || startsBySudo(localControlAgent);
  return connection.type === "ssh" && connection.becomeRoot === "sudo";
}

/** A command that needs root's rights, or on Windows an administrator's, as somebody types it on the host. */
export function asRoot(host: Host, command: string): string {
  return usesSudo(host) ? `sudo ${command}` : command;
}
