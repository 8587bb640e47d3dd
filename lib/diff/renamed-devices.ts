import { type BigIp, isSameDevice } from "../model/big-ip";
import { onceFor } from "../model/once-for";
import type { Topology } from "../model/topology";

/** The devices that are declared under another name, by their earlier name. If anything else about a device has changed, it is taken for another device. */
export function renamedDevices(was: Topology, is: Topology): ReadonlyMap<string, BigIp> {
  return renamedIn(was)(is);
}

const renamedIn = onceFor((was: Topology) => onceFor((is: Topology) => foundRenamed(was, is)));

function foundRenamed(was: Topology, is: Topology): ReadonlyMap<string, BigIp> {
  const added = [...is.bigIps.values()].filter(({ name }) => !was.bigIps.has(name));
  return new Map(
    [...was.bigIps.values()].flatMap((device): [string, BigIp][] => {
      const other = is.bigIps.has(device.name) ? undefined : added.find((one) => isSameDevice(one, device));
      return other === undefined ? [] : [[device.name, other]];
    }),
  );
}
