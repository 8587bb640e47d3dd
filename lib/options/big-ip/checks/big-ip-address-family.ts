import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { networkOn } from "../../../model/big-ip";
import { bigIpPairs, deviceOf } from "../model";

/** Everything around a device is IPv4. */
export const bigIpAddressFamily: EnvironmentRule = {
  code: "big-ip-address-family",
  level: "error",
  title: "Virtual IPs, exclusions and both networks of a BIG-IP are IPv4",
  why: "Nothing was found in the vendor's documentation on IPv6 with a BIG-IP, and the declaration routes and translates only IPv4: calls over IPv6 would bypass the device or be dropped.",
  *evaluate(topology) {
    const reported = new Set<string>();
    for (const pair of bigIpPairs(topology)) {
      const device = deviceOf(topology, pair);
      const { virtualIp, snatExclusions, option } = pair.highAvailability;
      const own = ["pairs", pair.name, "highAvailability", option];
      const networks = (["inside", "outside"] as const).map((side) => {
        const { name, cidr } = networkOn(topology, device, side);
        return { path: ["networks", name, "cidr"], found: cidr };
      });
      for (const { path, found } of [
        { path: [...own, "virtualIp"], found: virtualIp },
        ...snatExclusions.map((network, index) => ({ path: [...own, "snatExclusions", index], found: network })),
        ...networks,
      ]) {
        if (!isIpv6(found) || reported.has(path.join("."))) continue;
        reported.add(path.join("."));
        const message = `${found} is IPv6, and nothing is written for IPv6 behind a BIG-IP`;
        yield { path, message, found, allowed: "IPv4", fix: "use IPv4 for pairs behind a BIG-IP" };
      }
    }
  },
};
