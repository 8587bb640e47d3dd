import { virtualIpOf } from "../../options";
import type { Invariant } from "./invariant";

/** I5. A virtual IP that a reboot brings back comes up on a host that has no role yet. */
export const virtualIpNotPersistent: Invariant = {
  number: "I5",
  name: "virtual-ip-not-persistent",
  title: "no host without the primary has the virtual IP in a way that survives a reboot",
  applies: ({ behaviour }) => behaviour.views.holders !== undefined,
  breach: (world, { pair, topology }) => {
    for (const application in world.servers) {
      const { host, role } = world.servers[application]!;
      const { persistentAddresses } = world.hosts[host]!;
      if (persistentAddresses.length === 0 || role === "primary") continue;
      const { address } = virtualIpOf(pair, topology)!;
      if (persistentAddresses.includes(address))
        return `a reboot of ${host} brings ${address} back there, and ${application} is not primary`;
    }
    return undefined;
  },
};
