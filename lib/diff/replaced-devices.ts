import { isSameDevice, sharedSelfIps } from "../model/big-ip";
import type { Topology } from "../model/topology";

/** What moves by hand where a device takes the place of another one: its addresses are none of the declaration, and go with no tenant. */
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
              `Take ${taken.join(" and ")} off ${other.name}, where they stay otherwise, and only then give ${taken.length === 1 ? "it" : "them"} to ${device.name}: two devices that answer for the hosts' default gateway have them reach neither.`,
            ];
      }),
    );
}
