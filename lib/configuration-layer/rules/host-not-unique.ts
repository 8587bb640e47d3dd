import { Claims } from "../../checks/claims";
import type { AppRule, Violation } from "../../checks/rule";
import { type Host, managementAddress } from "../../model/host";
import type { Path } from "../../model/origin";
import type { Topology } from "../../model/topology";
import { configurationLayers } from "../shared-layer";

/** A host name means one machine, in all environments of a Configuration Layer. */
export const hostNotUnique: AppRule = {
  code: "host-not-unique",
  level: "error",
  title: "No two hosts of environments that share a Management Layer have one name",
  why: "Names of hosts are unique in a Configuration Database (documented): the second import would give the first environment's Host another address, port or system, and Solution Control Server would look for its servers on the other machine.",
  *evaluateAll(topologies) {
    for (const layer of configurationLayers(topologies)) {
      const claims = new Claims<{ readonly topology: Topology; readonly host: Host }>();
      for (const topology of layer)
        for (const host of topology.hosts.values()) {
          const earlier = claims.claim(host.name.toLowerCase(), { topology, host });
          // Another rule reports two hosts of one name in one environment.
          if (earlier !== undefined && earlier.topology !== topology) {
            const difference = firstDifference(host, earlier.host, earlier.topology);
            if (difference !== undefined) yield [topology, difference];
          }
        }
    }
  },
};

/** Compares what a Host object has of a host. A host with another address is another machine, and nothing else of it need be alike. */
function firstDifference(host: Host, earlier: Host, { environment }: Topology): Violation | undefined {
  const places: readonly (readonly [string, (one: Host) => string, Path])[] = [
    ["management address", managementAddress, ["interfaces", host.managementInterface, "address"]],
    ["port of the Local Control Agent", (one) => String(one.localControlAgent.port), ["localControlAgent", "port"]],
    ["operating system", (one) => one.os, ["os"]],
  ];
  for (const [index, [what, read, path]] of places.entries()) {
    const [found, other] = [read(host), read(earlier)];
    if (found === other) continue;
    const fix =
      index === 0
        ? "rename one of them after its machine; or, if one machine is meant, correct the address"
        : "declare the machine in the same way in both environments";
    return {
      path: ["hosts", host.name, ...path],
      message: `host ${host.name} has the ${what} ${found}, and host ${earlier.name} of environment ${environment}, which has the same Configuration Layer, has ${other}`,
      found,
      allowed: index === 0 ? `${other}, or a name that no host of the other environment has` : other,
      fix,
    };
  }
  return undefined;
}
