import type { Address } from "../../model/address";
import { BIG_IP_SIDES, selfIp } from "../../model/big-ip";
import type { Path } from "../../model/origin";
import { hostNamesOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type FindVirtualIp, virtualIpPath } from "../../model/virtual-ip";
import { Claims } from "../claims";
import type { AppRule, Violation } from "../rule";

interface Claim {
  readonly topology: Topology;
  readonly what: string;
  readonly path: Path;
  /** A machine that runs no SIP Server, or a device, may serve several environments; this identifies it as the same one in each. Otherwise undefined. */
  readonly shared?: string | undefined;
  /** The name of the device that has the address; undefined if none does. */
  readonly device?: string | undefined;
  /** Whether its address may be the gateway of a network: a device is the gateway of the hosts on its inside. */
  readonly mayBeGateway?: boolean;
}

/** No two things of any environments have the same address. */
export const addressNotUnique = (virtualIpOf: FindVirtualIp): AppRule => ({
  code: "address-not-unique",
  level: "error",
  title: "No address is used twice across all environments of the app",
  why: "Two holders of an address take each other's calls. If staging and production share a virtual IP, this happens on the day when both are up.",
  *evaluateAll(topologies) {
    const claimed = new Claims<Claim>();
    const gateways = new Map(topologies.flatMap((topology) => gatewaysOf(topology)));
    for (const [address, claim] of claims(topologies, virtualIpOf)) {
      const { topology } = claim;
      const earlier = claimed.claim(address, claim);
      if (earlier !== undefined && !isSameOne(claim, earlier)) {
        const isNamesake =
          topology !== earlier.topology && claim.device !== undefined && claim.device === earlier.device;
        yield [
          topology,
          taken(address, claim, earlier, isNamesake ? "; or, if one device is meant, correct its management" : ""),
        ];
      }
      const gateway = gateways.get(address);
      // An address that is the gateway of the environment's own networks is reported as not usable.
      if (gateway !== undefined && !claim.mayBeGateway && !hasGateway(topology, address))
        yield [topology, taken(address, claim, gateway)];
    }
  },
});

/** Whether it is the same thing in two environments. */
function isSameOne(claim: Claim, earlier: Claim): boolean {
  return claim.shared !== undefined && claim.shared === earlier.shared && claim.topology !== earlier.topology;
}

function taken(address: Address, claim: Claim, earlier: Pick<Claim, "topology" | "what">, otherwise = ""): Violation {
  const where = earlier.topology === claim.topology ? "" : ` of environment ${earlier.topology.environment}`;
  return {
    path: claim.path,
    message: `${claim.what} has the address ${address}, which ${earlier.what}${where} already has`,
    found: address,
    allowed: "an address that nothing else has, in any environment",
    fix: `give one of them another address${otherwise}`,
  };
}

/** The routers of an environment's networks, which other environments may name as theirs too. */
function gatewaysOf(topology: Topology): (readonly [Address, Pick<Claim, "topology" | "what">])[] {
  return [...topology.networks.values()].flatMap(({ name, gateway }) =>
    gateway === undefined ? [] : [[gateway, { topology, what: `the gateway of network ${name}` }] as const],
  );
}

function hasGateway({ networks }: Topology, address: Address): boolean {
  return [...networks.values()].some(({ gateway }) => gateway === address);
}

function* claims(topologies: readonly Topology[], virtualIpOf: FindVirtualIp): Generator<readonly [Address, Claim]> {
  for (const topology of topologies) {
    const serving = new Set([...topology.pairs.values()].flatMap(hostNamesOf));
    for (const host of topology.hosts.values())
      for (const one of host.interfaces) {
        const path = ["hosts", host.name, "interfaces", one.name, "address"];
        const shared = serving.has(host.name) ? undefined : host.name;
        yield [one.address, { topology, what: `interface ${one.name} of host ${host.name}`, path, shared }];
      }
    for (const device of topology.bigIps.values()) {
      // Another device with that name has another management address.
      const shared = `BIG-IP ${device.name} ${device.management}`;
      for (const side of BIG_IP_SIDES) {
        const path = ["bigIps", device.name, "network", `${side}SelfIp`];
        const what = `the ${side} self IP of BIG-IP ${device.name}`;
        const mayBeGateway = side === "inside";
        yield [selfIp(device, side), { topology, what, path, shared, device: device.name, mayBeGateway }];
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
