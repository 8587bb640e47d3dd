import type { Address } from "../../model/address";
import { BIG_IP_SIDES, selfIp } from "../../model/big-ip";
import type { Path } from "../../model/origin";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type FindVirtualIp, virtualIpPath } from "../../model/virtual-ip";
import type { AppRule } from "../rule";

interface Claim {
  readonly topology: Topology;
  readonly what: string;
  readonly path: Path;
  /** A machine that runs no SIP Server, or a device, may serve several environments; it is the same one in each. */
  readonly shared?: string | undefined;
}

/** No two things of any environments have the same address. */
export const addressNotUnique = (virtualIpOf: FindVirtualIp): AppRule => ({
  code: "address-not-unique",
  level: "error",
  title: "No address is used twice in all environments of the app",
  why: "Two holders of an address take each other's calls; a virtual IP that staging and production share does so on the day that both are up.",
  *evaluateAll(topologies) {
    const first = new Map<Address, Claim>();
    for (const [address, claim] of claims(topologies, virtualIpOf)) {
      const earlier = first.get(address);
      if (earlier === undefined) first.set(address, claim);
      else if (claim.shared === undefined || claim.shared !== earlier.shared || claim.topology === earlier.topology) {
        const where = earlier.topology === claim.topology ? "" : ` of environment ${earlier.topology.environment}`;
        yield [
          claim.topology,
          {
            path: claim.path,
            message: `${claim.what} has the address ${address}, which ${earlier.what}${where} has already`,
            found: address,
            allowed: "an address that nothing else has, in any environment",
            fix: "give one of them another address",
          },
        ];
      }
    }
  },
});

function* claims(topologies: readonly Topology[], virtualIpOf: FindVirtualIp): Generator<readonly [Address, Claim]> {
  for (const topology of topologies) {
    const serving = new Set([...topology.pairs.values()].flatMap(serversOf).map((server) => server.host));
    for (const host of topology.hosts.values())
      for (const one of host.interfaces) {
        const path = ["hosts", host.name, "interfaces", one.name, "address"];
        const shared = serving.has(host.name) ? undefined : host.name;
        yield [one.address, { topology, what: `interface ${one.name} of host ${host.name}`, path, shared }];
      }
    for (const device of topology.bigIps.values()) {
      const shared = `BIG-IP ${device.name}`;
      for (const side of BIG_IP_SIDES) {
        const path = ["bigIps", device.name, "network", `${side}SelfIp`];
        yield [selfIp(device, side), { topology, what: `the ${side} self IP of BIG-IP ${device.name}`, path, shared }];
      }
      const path = ["bigIps", device.name, "management"];
      yield [device.management, { topology, what: `the management of BIG-IP ${device.name}`, path, shared }];
    }
    for (const pair of topology.pairs.values()) {
      const claim = virtualIpOf(pair, topology);
      if (claim !== undefined)
        yield [
          claim.address,
          { topology, what: `the virtual IP of pair ${pair.name}`, path: virtualIpPath(pair, claim) },
        ];
    }
  }
}
