import type { Host } from "./host";
import { onceFor } from "./once-for";
import type { Topology } from "./topology";

/**
 * The hosts that are declared under another name, by their earlier one: two of one operating system cannot both have the same addresses. All of them count,
 * used or not, and no name of an interface does: on what is taken for the same machine nothing is installed. Whether a server goes on serving there is
 * another question, see `isUntouched`: on a host under another name none does.
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
