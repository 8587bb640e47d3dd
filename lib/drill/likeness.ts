import { familyOf } from "../model/address";
import type { Host } from "../model/host";
import { managementApplicationsOf } from "../model/management-layer";
import { hostNamesOf, serversOf } from "../model/pair";
import { virtualIpOf } from "../options";
import { initialWorld } from "../simulation/initial-world";
import type { Setting } from "../simulation/setting";

/**
 * A pair but for its names and addresses, as text: where that of two pairs of one topology is the same, so are the times of every course. Whatever is
 * declared of a pair tells it apart, unless it is left out here; of what several pairs have, the topology is one and the same.
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
    // Who else takes part, and who of them is on the pair's own hosts.
    involved: [
      ...setting.behaviour.hosts,
      ...managementApplicationsOf(topology.managementLayer).map(({ host }) => host),
    ].map((host) => numbered(hosts, host)),
    // Names in digits alone come first, in the order of their numbers, wherever a course goes through servers by name.
    isPrimaryFirst: Object.keys(initialWorld(setting).servers)[0] === primary.application,
    timers: [...timers],
  };
  return JSON.stringify(like, (_, value: unknown) =>
    virtualIp !== undefined && value === virtualIp ? familyOf(virtualIp) : value,
  );
}

/** Without what Terraform connects by. */
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
