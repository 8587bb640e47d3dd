import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { type Effect, own } from "../options/effect";
import { PORT_OF_SERVICE } from "./agent-effects";
import type { Change } from "./change";

/**
 * What is done with the agents of hosts that have another name, each once, whatever runs there. The Host object of the new name is imported with the agent
 * as it is declared; SIP Servers and proxies are stopped by then, and what the Management Layer has there is started again after it.
 */
export function renamedAgents(was: Topology, is: Topology): (Effect & Pick<Change, "path">)[] {
  return [...renamedHosts(was, is)].flatMap(([former, { name, os, localControlAgent: now }]) => {
    const old = was.hosts.get(former)!.localControlAgent;
    if (old.port === now.port && old.account === now.account) return [];
    const inRegistry = old.port !== now.port && os === "windows" ? PORT_OF_SERVICE : "";
    const imported = `Set up the Local Control Agent as declared${inRegistry}, and start it again: the Host object of the new name has it so.`;
    return [{ path: ["hosts", name], ...own("none", "it is a matter of the host under its new name", { imported }) }];
  });
}
