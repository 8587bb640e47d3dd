import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import { BIG_IP_SIDES, type BigIp, type BigIpSide, networkOn, selfIp } from "../../../model/big-ip";
import type { Path } from "../../../model/origin";
import type { Topology } from "../../../model/topology";
import { devicesInUse } from "../model";

/** Something that an environment says about a device; undefined if it does not say it. */
interface Saying {
  readonly what: string;
  readonly value: string | undefined;
  readonly path: Path;
}

/** A device is the same device, whoever declares it. */
export const bigIpDiffers: AppRule = {
  code: "big-ip-differs",
  level: "error",
  acknowledgeable: true,
  title: "Environments that have pairs behind the same BIG-IP declare it in the same way",
  why: "What is posted to Declarative Onboarding is the whole of the device's VLANs, addresses and routes (documented): that of the second environment would remove the first one's inside and outside. A device has one version, against which its declarations are checked.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly topology: Topology; readonly device: BigIp }>();
    for (const topology of topologies)
      for (const device of devicesInUse(topology)) {
        // Another rule reports another name at the same address.
        const earlier = claims.claim(`${device.management} ${device.name}`, { topology, device });
        if (earlier === undefined) continue;
        // If a side's networks differ, nothing else of that side need be alike.
        const alike = BIG_IP_SIDES.filter((side) => device.network[side] === earlier.device.network[side]);
        const said = sayings(earlier.topology, earlier.device, alike);
        for (const [index, { what, value, path }] of sayings(topology, device, alike).entries()) {
          const other = said[index]!.value;
          if (value === undefined || other === undefined || value === other) continue;
          yield [
            topology,
            {
              path,
              message: `BIG-IP ${device.name} at ${device.management} has ${what} ${value}, but ${other} in environment ${earlier.topology.environment}`,
              found: value,
              allowed: other,
              fix: "declare the device in the same way in both environments; or, if another device is meant, correct its management address",
            },
          ];
        }
      }
  },
};

/** Always in the same order, so that two environments can be compared entry by entry. Of a side only the network, and the rest only if it is one of `sides`. */
function sayings(topology: Topology, device: BigIp, sides: readonly BigIpSide[]): Saying[] {
  const { name, version, redundant, network } = device;
  const path = ["bigIps", name];
  return [
    { what: "version", value: version, path: [...path, "version"] },
    { what: "redundant:", value: String(redundant), path: [...path, "redundant"] },
    { what: "tagged:", value: String(network.tagged), path: [...path, "network", "tagged"] },
    ...BIG_IP_SIDES.map((side) => ({
      what: `on its ${side} network`,
      value: network[side],
      path: [...path, "network", side],
    })),
    ...sides.flatMap((side) => sideSayings(topology, device, side)),
  ];
}

function sideSayings(topology: Topology, device: BigIp, side: BigIpSide): Saying[] {
  const { name, vlan, cidr, gateway } = networkOn(topology, device, side);
  const { insideInterface, outsideInterface } = device.network;
  const own = ["bigIps", device.name, "network"];
  const ofNetwork = ["networks", name];
  return [
    { what: `the ${side} self IP`, value: selfIp(device, side), path: [...own, `${side}SelfIp`] },
    {
      what: `on its ${side} interface`,
      value: side === "inside" ? insideInterface : outsideInterface,
      path: [...own, `${side}Interface`],
    },
    { what: `on its ${side} VLAN`, value: vlan?.toString(), path: [...ofNetwork, "vlan"] },
    { what: `on its ${side} the addresses`, value: cidr, path: [...ofNetwork, "cidr"] },
    // On the inside, the device itself is the gateway.
    ...(side === "outside" ? [{ what: "the default route by", value: gateway, path: [...ofNetwork, "gateway"] }] : []),
  ];
}
