import { type Cidr, networkAddress, networksAround, prefixLength } from "../../model/address";
import type { EnvironmentRule } from "../rule";

/** Networks of an environment have no address in common. */
export const networksOverlap: EnvironmentRule = {
  code: "networks-overlap",
  level: "error",
  acknowledgeable: true,
  title: "Networks do not overlap",
  why: "A host with two interfaces in one range of addresses answers ARP on both and sends through one of them, so calls go astray.",
  *evaluate(topology) {
    const networks = [...topology.networks.values()];
    const lengths = [...new Set(networks.map(({ cidr }) => prefixLength(cidr)))];
    // If two networks have addresses in common, one is inside the other, or they are equal.
    const firstOf = new Map<Cidr, number>();
    const firstInside = new Map<Cidr, number>();
    for (const [index, network] of networks.entries()) {
      const { cidr } = network;
      const shorter = lengths.filter((length) => length <= prefixLength(cidr));
      const around = networksAround(networkAddress(cidr), shorter);
      const found = [firstInside.get(cidr), ...around.map((one) => firstOf.get(one))];
      const other = networks[Math.min(...found.map((one) => one ?? networks.length))];
      firstOf.set(cidr, firstOf.get(cidr) ?? index);
      for (const one of around) firstInside.set(one, firstInside.get(one) ?? index);
      if (other !== undefined)
        yield {
          path: ["networks", network.name, "cidr"],
          message: `network ${network.name} and network ${other.name} have addresses in common`,
          found: `${network.cidr} and ${other.cidr}`,
          allowed: "networks that have no address in common",
          fix: "correct one of the two",
        };
    }
  },
};
