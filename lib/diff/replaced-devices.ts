import { isSameDevice, sharedSelfIps } from "../model/big-ip";
import type { Topology } from "../model/topology";

/** What people move if a device replaces another one: its addresses are not part of the declaration, and are not removed with a tenant. */
export function replacedDevices(was: Topology, is: Topology): string[] {
  const others = [...was.bigIps.values()];
  return [...is.bigIps.values()]
    .filter(({ name }) => !was.bigIps.has(name))
    .flatMap((device) =>
      others.flatMap((other) => {
        const taken = is.bigIps.has(other.name) || isSameDevice(other, device) ? [] : sharedSelfIps(other, device);
        return taken.length === 0
          ? []
          : [
              `Remove ${taken.join(" and ")} from ${other.name}, as nothing else does, and only then give ${taken.length === 1 ? "it" : "them"} to ${device.name}: if two devices answer for the hosts' default gateway, the hosts reach neither.`,
            ];
      }),
    );
}
