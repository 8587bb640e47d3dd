import type { Topology } from "../model/topology";

/** Whether a network is the same as one of the other model: by its name, or because it was added as the other was removed, with the same addresses and VLAN. */
export function isSameNetwork(before: string, after: string, was: Topology, is: Topology): boolean {
  if (before === after) return true;
  const [old, now] = [was.networks.get(before), is.networks.get(after)];
  if (old === undefined || now === undefined || is.networks.has(before) || was.networks.has(after)) return false;
  return old.cidr === now.cidr && old.vlan === now.vlan;
}
