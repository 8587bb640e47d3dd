import type { EnvironmentRule } from "../../../checks/rule";
import { type OperatingSystem, operatingSystemNames } from "../../../model/operating-system";
import { type IpAddressTakeover, operatingSystemOf, takeoverPairs } from "../model";

/** Why `sourceAddress: virtual-ip` cannot be had. */
const NO_SOURCE: Readonly<Record<Exclude<OperatingSystem, "linux">, string>> = {
  windows:
    "Windows chooses among the addresses of an interface by the longest common prefix with the destination; to change this, the host's own address would have to be taken out of that choice, and the script never touches that address",
  solaris: "no Solaris command was found that prefers one address of an interface to the host's own for all packets",
  aix: "no AIX command was found that prefers one address of an interface to the host's own for all packets",
};

/** Settings are such as the hosts' operating system can keep. */
export const systemSetting: EnvironmentRule = {
  code: "system-setting",
  level: "error",
  title: "sourceAddress: virtual-ip and flushConnectionTracking are for Linux hosts",
  why: "Both use what only Linux has: routes with a preferred source address, and the kernel's connection tracking. A setting that is silently ignored is noticed only on the day of the failure.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { name, highAvailability } = pair;
      const os = operatingSystemOf(topology, pair);
      if (os === "linux") continue;
      const { option, sourceAddress, flushConnectionTracking } = highAvailability;
      const at = (setting: keyof IpAddressTakeover) => ["pairs", name, "highAvailability", option, setting];
      const { title } = operatingSystemNames[os];
      if (sourceAddress === "virtual-ip")
        yield {
          path: at("sourceAddress"),
          message: `packets cannot be made to leave with the virtual IP on ${title}: ${NO_SOURCE[os]}`,
          found: sourceAddress,
          allowed: "host",
          fix: "remove sourceAddress; a server that binds to the virtual IP sends with it anyway",
        };
      if (flushConnectionTracking)
        yield {
          path: at("flushConnectionTracking"),
          message: `there is no connection tracking to flush on ${title}`,
          found: "true",
          allowed: "false",
          fix: "remove flushConnectionTracking",
        };
    }
  },
};
