import { mergeObjects } from "../configuration-layer/objects";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";

/** Whether any application that reactions start on the hosts runs another command than before, or runs under another account. */
export function hasOtherCommands(was: Topology, is: Topology, hosts: readonly Host[]): boolean {
  const names = new Set(hosts.map(({ name }) => name));
  const old = new Set(commandsOf(was, names));
  return commandsOf(is, names).some((command) => !old.has(command));
}

function commandsOf(topology: Topology, hosts: ReadonlySet<string>): string[] {
  const ofPairs = [...topology.pairs.values()].map((pair) => optionOf(pair).configuration(topology, pair));
  return mergeObjects(...ofPairs)
    .applications.filter(({ serverInfo }) => hosts.has(serverInfo.host))
    .map(({ name, workDirectory, commandLine, commandLineArguments, serverInfo }) =>
      JSON.stringify([name, workDirectory, commandLine, commandLineArguments, accountOn(topology, serverInfo.host)]),
    );
}

function accountOn({ hosts }: Topology, host: string): string | undefined {
  return hosts.get(host)?.localControlAgent.account;
}
