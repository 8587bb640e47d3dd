import type { EnvironmentRule } from "../../../checks/rule";
import { type OperatingSystem, operatingSystemNames } from "../../../model/operating-system";
import { serversOf } from "../../../model/pair";
import { takeoverPairs } from "../model";

const SUPPORTED: readonly OperatingSystem[] = ["linux", "windows"];

/** There is a control script for the host. */
export const operatingSystem: EnvironmentRule = {
  code: "operating-system",
  level: "error",
  title: "There is a control script for the operating system of both hosts",
  why: "Without one the virtual IP cannot be moved.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology))
      for (const { host: name } of serversOf(pair)) {
        const { os } = topology.hosts.get(name)!;
        if (!SUPPORTED.includes(os))
          yield {
            path: ["hosts", name, "os"],
            message: `this version has no control script for ${operatingSystemNames[os].title}`,
            found: os,
            allowed: SUPPORTED.join(", "),
            fix: "use hosts of another operating system",
          };
      }
  },
};
