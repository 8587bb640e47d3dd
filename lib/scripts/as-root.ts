import { type Host, startsBySudo } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";

/** Whether an operator on the host gets root's rights by sudo, as far as that is declared. */
export function usesSudo({ os, connection, localControlAgent }: Host): boolean {
  // The declaration does not say how an operator gets root's rights there.
  if (connection === undefined) return operatingSystemNames[os].sudo === "installed" || startsBySudo(localControlAgent);
  return connection.type === "ssh" && connection.becomeRoot === "sudo";
}

/** A command that needs root's rights, or on Windows an administrator's, as an operator types it on the host. */
export function asRoot(host: Host, command: string): string {
  return usesSudo(host) ? `sudo ${command}` : command;
}
