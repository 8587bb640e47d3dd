import type { EnvironmentRule } from "../../../checks/rule";
import { takeoverPairs } from "../model";

/** Callers can use the virtual IP, and the scripts find it. */
export const virtualIpScope: EnvironmentRule = {
  code: "virtual-ip-scope",
  level: "error",
  title: "The virtual IP is not a link-local IPv6 address",
  why: "A link-local address is complete only with an interface of whoever uses it, and a SIP address has no place for that. Windows shows it with the number of the interface, so the script would not find it there.",
  *evaluate(topology) {
    for (const { name, highAvailability } of takeoverPairs(topology))
      if (/^fe[89ab]/.test(highAvailability.virtualIp))
        yield {
          path: ["pairs", name, "highAvailability", highAvailability.option, "virtualIp"],
          message: "a link-local address cannot be called",
          found: highAvailability.virtualIp,
          allowed: "an address that is valid beyond its link",
          fix: "give the network a global or unique local prefix (fd00::/8), and use an address of it",
        };
  },
};
