import type { EnvironmentRule } from "../../../checks/rule";
import { type Cidr, contains, isIpv6, networkAddress, prefixLength } from "../../../model/address";
import { networkOn } from "../../../model/big-ip";
import { bigIpPairs, deviceOf } from "../model";
import { coverEverything } from "../own-addresses";

/** Exclusions are exceptions. */
export const snatExclusions: EnvironmentRule = {
  code: "snat-exclusions",
  level: "error",
  acknowledgeable: true,
  title: "SNAT exclusions do not cover callers: packets to callers leave with the virtual IP",
  why: "All packets of the pair leave with its virtual IP except those to the exclusions (documented). If the exclusions cover everybody, callers get answers from an address that they never called.",
  *evaluate(topology) {
    for (const pair of bigIpPairs(topology)) {
      const { option, snatExclusions: exclusions } = pair.highAvailability;
      const path = ["pairs", pair.name, "highAvailability", option, "snatExclusions"];
      if (coverEverything(exclusions)) {
        const single = exclusions.findIndex((network) => !isIpv6(network) && prefixLength(network) === 0);
        yield {
          path: single < 0 ? path : [...path, single],
          message: `the exclusions of pair ${pair.name} cover every address, so no packet leaves with the virtual IP`,
          found: single < 0 ? exclusions.join(" and ") : exclusions[single]!,
          allowed: "the networks of Management Layer, Configuration Layer and T-Library clients",
          fix: "name these networks one by one",
        };
        continue;
      }
      const device = deviceOf(topology, pair);
      const outside = networkOn(topology, device, "outside");
      for (const [index, network] of exclusions.entries())
        if (holds(network, outside.cidr))
          yield {
            path: [...path, index],
            message: `the exclusion ${network} covers the whole of network ${outside.name}, where the callers of BIG-IP ${device.name} come from`,
            found: network,
            allowed: `networks that do not contain ${outside.cidr}`,
            fix: "name the machines themselves, or smaller networks",
          };
    }
  },
};

function holds(network: Cidr, other: Cidr): boolean {
  return prefixLength(network) <= prefixLength(other) && contains(network, networkAddress(other));
}
