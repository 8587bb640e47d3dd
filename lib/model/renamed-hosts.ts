import type { Host } from "./host";
import { onceFor } from "./once-for";
import type { Topology } from "./topology";

/**
 * The hosts that are declared under another name, by their earlier name. A host counts as the same if its operating system and all its addresses are
 * the same, because two hosts cannot share addresses. All addresses count, used or not, and names of interfaces do not: nothing is installed on a host
 * that is taken for the same machine. Whether a server goes on serving there is another question, see `isUntouched`: on a renamed host, no server does.
 */
export function renamedHosts(was: Topology, is: Topology): ReadonlyMap<string, Host> {
  return renamedIn(was)(is);
}

const renamedIn = onceFor((was: Topology) => onceFor((is: Topology) => foundRenamed(was, is)));

function foundRenamed(was: Topology, is: Topology): ReadonlyMap<string, Host> {
  const added = new Map(
    [...is.hosts.values()].filter(({ name }) => !was.hosts.has(name)).map((host) => [systemAndAddresses(host), host]),
  );
  return new Map(
    [...was.hosts.values()].flatMap((host): [string, Host][] => {
      const other = is.hosts.has(host.name) ? undefined : added.get(systemAndAddresses(host));
      return other === undefined ? [] : [[host.name, other]];
    }),
  );
}

function systemAndAddresses({ os, interfaces }: Host): string {
  return JSON.stringify([os, interfaces.map(({ address }) => address).sort()]);
}
