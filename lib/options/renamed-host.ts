import type { Topology } from "../model/topology";

/** What starts a service of Windows is in the registry, the port included (documented: docs.genesys.com/Documentation/FR/Current/Dep/DepLCA). */
export const PORT_OF_SERVICE =
  ", with the new port in `ImagePath` of its service in the registry, under `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services` (documented)";

/** Why nothing is moved from a host to one that is declared under another name. */
export function takenForSameMachine(former: string, host: string): string {
  return `${host} has the operating system and the addresses of ${former}, and is taken for the same machine under another name`;
}

/** What is done with the agent of a host that has another name, which comes with a Host object of its own, while what it starts is stopped. */
export function agentOfRenamed(former: string, host: string, was: Topology, is: Topology): string | undefined {
  const [old, now] = [was.hosts.get(former)!.localControlAgent, is.hosts.get(host)!.localControlAgent];
  if (old.port === now.port && old.account === now.account) return undefined;
  const inRegistry = old.port !== now.port && is.hosts.get(host)!.os === "windows" ? PORT_OF_SERVICE : "";
  return `Set up the Local Control Agent of ${host} as declared${inRegistry}, and start it again: the Host object of the new name has it so.`;
}
