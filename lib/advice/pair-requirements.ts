import { type Host, interfacesForSip } from "../model/host";
import { hostNamesOf, type SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { type Requirements, systemsOf } from "./requirements";

/** What an environment says about a pair's requirements. What it does not say stays unknown. */
export function requirementsOf(topology: Topology, pair: SipServerPair): Requirements {
  const hosts = hostNamesOf(pair).map((name) => topology.hosts.get(name)!);
  const shared = [...sipNetworks(hosts[0]!)].filter((network) => hosts.every((host) => sipNetworks(host).has(network)));
  return {
    os: systemsOf(hosts.map(({ os }) => os)),
    hosts: hosts.length,
    sameSubnet: shared.length > 0,
    sameDataCenter: sameDataCenter(hosts),
    nics: Math.min(...hosts.map(({ interfaces }) => interfaces.length)),
    acceptsGratuitousArp: acceptsGratuitousArp(topology, shared),
    // If no network is declared with it, one may still be available.
    dedicatedVlan: shared.some((name) => topology.networks.get(name)!.dedicated) || undefined,
    loadBalancer: topology.bigIps.size > 0 ? "big-ip" : undefined,
    seats: pair.highAvailability.seats,
    sipServerVersion: topology.genesys.sipServerVersion,
  };
}

/** Unknown if a host does not declare its location. */
function sameDataCenter(hosts: readonly Host[]): boolean | undefined {
  const places = new Set(hosts.map(({ dataCenter }) => dataCenter));
  return hosts.length > 1 && places.has(undefined) ? undefined : places.size === 1;
}

function sipNetworks(host: Host): Set<string> {
  return new Set(interfacesForSip(host).map(({ network }) => network));
}

/** Whether one of the networks accepts it; unknown if none is declared to accept it and not every network declares a value. */
function acceptsGratuitousArp(topology: Topology, networks: readonly string[]): boolean | undefined {
  const answers = networks.map((name) => topology.networks.get(name)!.switching.acceptsGratuitousArp);
  if (answers.includes(true)) return true;
  return answers.length === 0 || answers.includes(undefined) ? undefined : false;
}
