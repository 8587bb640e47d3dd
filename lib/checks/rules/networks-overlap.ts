import { contains, networkAddress } from "../../model/address";
import type { EnvironmentRule } from "../rule";

/** Networks of an environment have no address in common. */
export const networksOverlap: EnvironmentRule = {
  code: "networks-overlap",
  level: "error",
  acknowledgeable: true,
  title: "Networks do not overlap",
  why: "A host with two interfaces in one range of addresses answers ARP on either and sends by one of them, so calls go astray.",
  *evaluate(topology) {
    const networks = [...topology.networks.values()];
    for (const [index, network] of networks.entries()) {
      const other = networks
        .slice(0, index)
        .find(
          ({ cidr }) => contains(cidr, networkAddress(network.cidr)) || contains(network.cidr, networkAddress(cidr)),
        );
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
