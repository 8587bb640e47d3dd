import { managementApplicationsOf } from "../model/management-layer";
import { serversOf } from "../model/pair";
import { pairsOn } from "../model/pairs-on";
import type { Setting } from "../simulation/setting";

/** What else runs on a host of a pair, in words: servers of other pairs, and the Management Layer. */
export function neighboursOn({ topology, pair }: Setting, host: string): string[] {
  const servers = pairsOn(topology, host)
    .filter(({ name }) => name !== pair.name)
    .flatMap((other) => serversOf(other).map((server) => ({ ...server, of: `pair ${other.name}` })));
  const management = managementApplicationsOf(topology.managementLayer).map((one) => ({ ...one, of: one.what }));
  return [...servers, ...management]
    .filter((one) => one.host === host)
    .map(({ application, of }) => `${application} (${of})`);
}
