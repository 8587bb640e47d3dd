import type { EnvironmentRule } from "../../../checks/rule";
import { hostNamesOf } from "../../../model/pair";
import { takeoverPairs } from "../model";

/** A host's packets into a network have one address. */
export const sourceAddressShared: EnvironmentRule = {
  code: "source-address-shared",
  level: "error",
  title: "Of the pairs on a host, only one sends packets into a network with its virtual IP",
  why: "The routes for it belong to the host, not to the pair: the virtual IP that comes up last replaces the routes of the other one, and leaves none when it goes. Then the other pair sends with the host's own address, and nothing says so.",
  *evaluate(topology) {
    const pairs = takeoverPairs(topology).filter(
      ({ highAvailability }) => highAvailability.sourceAddress === "virtual-ip",
    );
    for (const [index, pair] of pairs.entries()) {
      const { name, highAvailability } = pair;
      const { network, option, sourceAddress } = highAvailability;
      const hosts = hostNamesOf(pair);
      for (const other of pairs.slice(0, index)) {
        if (other.highAvailability.network !== network) continue;
        const host = hostNamesOf(other).find((one) => hosts.includes(one));
        if (host === undefined) continue;
        yield {
          path: ["pairs", name, "highAvailability", option, "sourceAddress"],
          message: `packets of host ${host} into network ${network} cannot leave with the virtual IPs of two pairs, ${other.name} and ${name}`,
          found: sourceAddress,
          allowed: "host, or another host or network than that pair's",
          fix: "remove sourceAddress of one of the two; a server that binds to the virtual IP sends with it anyway",
        };
        break;
      }
    }
  },
};
