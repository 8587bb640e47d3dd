import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { proxiedPairs, proxyInterface, serverInterface, sipProxyPath } from "../model";

/** A proxy can reach both servers. */
export const mixedAddressVersions: EnvironmentRule = {
  code: "mixed-address-versions",
  level: "error",
  acknowledgeable: true,
  title: "The proxies of a pool and the servers behind it have SIP addresses of one IP version",
  why: "A proxy has one sip-address (documented), and no packet goes from an IPv4 address to an IPv6 one. Nothing was found on proxies that use both.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const first = serverInterface(topology, pair, pair.primary)?.address;
      if (first === undefined) continue;
      const version = isIpv6(first) ? "IPv6" : "IPv4";
      const { proxies } = pair.highAvailability;
      const others = [
        {
          name: pair.backup.application,
          address: serverInterface(topology, pair, pair.backup)?.address,
          path: ["pairs", pair.name, "backup", "host"],
        },
        ...proxies.map((proxy, index) => ({
          name: proxy.application,
          address: proxyInterface(topology, proxy)?.address,
          path: sipProxyPath(pair, "proxies", index, "host"),
        })),
      ];
      for (const { name, address, path } of others)
        if (address !== undefined && isIpv6(address) !== isIpv6(first))
          yield {
            path,
            message: `the SIP address of ${name} is ${address}, but that of ${pair.primary.application} is ${first}`,
            found: address,
            allowed: `an ${version} address`,
            fix: "name the networks of the interfaces that are meant: primaryNetwork, backupNetwork, network of a proxy",
          };
    }
  },
};
