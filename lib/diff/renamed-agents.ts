import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { type Effect, own } from "../options/effect";
import { PORT_OF_SERVICE } from "./agent-effects";
import type { Change } from "./change";

/**
 * What is done with the agents of renamed hosts, each once, whatever runs there. The Host object of the new name is imported with the agent as declared.
 * SIP Servers and proxies are stopped by then, and the servers of the Management Layer there are restarted afterwards.
 */
export function renamedAgents(was: Topology, is: Topology): (Effect & Pick<Change, "path">)[] {
  return [...renamedHosts(was, is)].flatMap(([former, { name, os, localControlAgent: now }]) => {
    const old = was.hosts.get(former)!.localControlAgent;
    if (old.port === now.port && old.account === now.account) return [];
    const inRegistry = old.port !== now.port && os === "windows" ? PORT_OF_SERVICE : "";
    const imported = `Set up the Local Control Agent as declared${inRegistry}, and start it again: the Host object of the new name has these settings.`;
    return [{ path: ["hosts", name], ...own("none", "it concerns the host under its new name", { imported }) }];
  });
}
