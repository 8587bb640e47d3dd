import { BIG_IP_SIDES, type BigIp, networkOn } from "../../model/big-ip";
import type { Mapping } from "../../model/mapping";
import type { Topology } from "../../model/topology";
import type { DeclaredItem, DeviceExpectation } from "../device-expectation";
import { type As3Item, as3Declaration } from "./as3-declaration";
import { itemDifferences } from "./as3-difference";
import { selfIpWithPrefix, trafficGroup } from "./declarative-onboarding";
import { deviceObjects } from "./device-objects";
import { devicesInUse } from "./model";

/** What each device with pairs behind it must have. */
export function bigIpExpectations(topology: Topology): DeviceExpectation[] {
  return devicesInUse(topology).map((device) => deviceExpectation(topology, device));
}

function deviceExpectation(topology: Topology, device: BigIp): DeviceExpectation {
  const { tenant, name } = device;
  const applications = childrenOf(as3Declaration(topology, device).declaration[tenant] as Mapping);
  const declared = new Map<string, DeclaredItem>();
  const declare = (path: string, construct: string, value: Mapping) =>
    declared.set(path, { construct, differences: (found) => itemDifferences(value, found) });
  declare(`/${tenant}`, `bigIps.${name}`, { class: "Tenant" });
  for (const [application, value] of applications) {
    declare(`/${tenant}/${application}`, `pairs.${application}`, withoutChildren(value));
    for (const [item, own] of childrenOf(value))
      declare(`/${tenant}/${application}/${item}`, `pairs.${application}`, own);
  }
  return {
    device,
    declared,
    objects: applications.flatMap(([application, value]) => deviceObjects(tenant, application, childrenOf(value))),
    selfIps: BIG_IP_SIDES.map((side) => ({
      construct: `bigIps.${name}.network.${side}SelfIp`,
      address: selfIpWithPrefix(topology, device, side),
      vlan: `/Common/${networkOn(topology, device, side).name}`,
      trafficGroup: `/Common/${trafficGroup(device)}`,
    })),
  };
}

function childrenOf(value: Mapping): [string, As3Item][] {
  return Object.entries(value).filter((entry): entry is [string, As3Item] => typeof entry[1] === "object");
}

function withoutChildren(value: Mapping): Mapping {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one !== "object"));
}
