import { familyOf } from "../model/address";
import type { Host } from "../model/host";
import { managementApplicationsOf } from "../model/management-layer";
import { hostNamesOf, serversOf } from "../model/pair";
import { virtualIpOf } from "../options";
import { initialWorld } from "../simulation/initial-world";
import type { Setting } from "../simulation/setting";

/**
 * A pair without its names and addresses, as text. If two pairs of one topology have the same text, the times of every course are the same too. Everything
 * declared of a pair counts, unless it is left out here; what several pairs share is the same anyway, because the topology is the same.
 */
export function likenessOf(setting: Setting): string {
  const { topology, pair, timers } = setting;
  const { name: _, primary, backup: __, ...declared } = pair;
  const hosts = hostNamesOf(pair);
  const virtualIp = virtualIpOf(pair, topology)?.address;
  const servers = serversOf(pair).map(({ application: _, host, ...server }) => ({
    ...server,
    host: hosts.indexOf(host),
  }));
  const like = {
    declared,
    servers,
    hosts: hosts.map((host) => likeHost(topology.hosts.get(host)!)),
    // Who else takes part, and which of them are on the pair's own hosts.
    involved: [
      ...setting.behaviour.hosts,
      ...managementApplicationsOf(topology.managementLayer).map(({ host }) => host),
    ].map((host) => numbered(hosts, host)),
    // In an object, names made only of digits come first, in numeric order, wherever a course goes through servers by name.
    isPrimaryFirst: Object.keys(initialWorld(setting).servers)[0] === primary.application,
    timers: [...timers],
  };
  return JSON.stringify(like, (_, value: unknown) =>
    virtualIp !== undefined && value === virtualIp ? familyOf(virtualIp) : value,
  );
}

/** The host without Terraform's connection settings. */
function likeHost({ name: _, connection: __, interfaces, ...host }: Host) {
  return {
    ...host,
    interfaces: interfaces.map(({ address, ...one }) => ({ ...one, family: familyOf(address) })),
  };
}

function numbered(own: readonly string[], host: string): number | string {
  const index = own.indexOf(host);
  return index === -1 ? host : index;
}
